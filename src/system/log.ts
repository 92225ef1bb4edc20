import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { Listeners } from '../kernel/listeners.ts';
import { redacted } from '../problem/redacted.ts';
import type { Problem } from '../problem/result.ts';
import { BoundedFile, type FileBounds } from './boundedFile.ts';
import { SameLines } from './sameLines.ts';

/** The log of a kiosk, and how it fares. */
export interface KioskLog {
  readonly log: Logger;
  /** U-603 while lines are lost. */
  trouble(): Problem | undefined;
  /** Calls `listener` when {@link trouble} begins and when it ends; returns the way to stop that. */
  onTrouble(listener: () => void): () => void;
  close(): void;
}

/** What those who rotate logs send, by custom. */
const rotated = ['SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * The kiosk's log: one JSON object a line in `<data>/log/kiosk.log`, older ones in `kiosk.log.1` and up. Only names of
 * states and events, numbers of problems and technical details are ever written; nothing about a patient is handed to
 * it, and what looks like a secret is taken out of each line. What repeats itself is summed up; a disk that does not take a
 * line loses the line, never the kiosk.
 * At the signals by which programs are told that their log was rotated, the file is opened anew.
 */
export function openLog(dataFolder: string, kiosk: string, bounds?: FileBounds): KioskLog {
  const listeners = new Listeners();
  let trouble: Problem | undefined;
  const file = new BoundedFile({
    file: join(dataFolder, 'log', 'kiosk.log'),
    sayDropped: (count) =>
      `${JSON.stringify({ level: 40, time: new Date().toISOString(), kiosk, dropped: count, msg: `dropped ${count} lines` })}\n`,
    onTrouble(detail) {
      trouble = detail === undefined ? undefined : { code: 'U-603', detail };
      listeners.tell();
    },
    ...(bounds ? { bounds } : {}),
  });
  const same = new SameLines((line) => file.write(line));
  const reopen = (): void => file.reopen();
  for (const signal of rotated) process.on(signal, reopen);
  return {
    log: pino(
      { base: { kiosk }, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: redacted } },
      {
        write: (line: string) => same.take(line),
      },
    ),
    trouble: () => trouble,
    onTrouble: (listener) => listeners.add(listener),
    close() {
      for (const signal of rotated) process.off(signal, reopen);
      same.close();
      file.close();
    },
  };
}
