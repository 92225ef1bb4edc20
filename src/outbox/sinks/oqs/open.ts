import type { Logger } from 'pino';
import { day } from '../../../kernel/durations.ts';
import { type OpenSink, withoutConnection } from '../sink.ts';
import type { OqsEncoding } from './encoding.ts';
import { oqsFaceSink } from './oqsFaceSink.ts';

export interface OqsFaceSettings {
  /** The folder that holds `face`. */
  readonly folder: string;
  readonly encoding: OqsEncoding;
  /** How long a written reception is remembered, days. */
  readonly rememberDays: number;
}

/** Limit of one attempt, milliseconds: a share that hangs takes longer than a request. */
const timeLimitMs = 30_000;

/** @param log is told where names lost characters. */
export function openOqsFace({ folder, encoding, rememberDays }: OqsFaceSettings, log: Logger): OpenSink {
  return withoutConnection(
    oqsFaceSink({
      root: folder,
      encoding,
      timeLimitMs,
      rememberMs: rememberDays * day,
      onLost: (lost) => log.warn(lost, 'characters lost in Shift_JIS'),
    }),
  );
}
