import type { Logger } from 'pino';
import { type OpenSink, withoutConnection } from '../sink.ts';
import type { OqsEncoding } from './encoding.ts';
import { oqsFaceSink } from './oqsFaceSink.ts';

export interface OqsFaceSettings {
  /** The folder that holds `face`. */
  readonly folder: string;
  readonly encoding: OqsEncoding;
}

/** Limit of one attempt, milliseconds: a share that hangs takes longer than a request. */
const timeLimitMs = 30_000;

/** @param log is told where names lost characters. */
export function openOqsFace({ folder, encoding }: OqsFaceSettings, log: Logger): OpenSink {
  return withoutConnection(
    oqsFaceSink({
      root: folder,
      encoding,
      timeLimitMs,
      onLost: (lost) => log.warn(lost, 'characters lost in Shift_JIS'),
    }),
  );
}
