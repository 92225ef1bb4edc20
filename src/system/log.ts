import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { redacted } from '../problem/redacted.ts';

/**
 * The kiosk's log: one JSON object a line in `<data>/log/kiosk.log`. Only names of states and events, numbers of
 * problems and technical details are ever written; nothing about a patient is handed to it, and what looks like a
 * secret is taken out of each line.
 */
export function openLog(dataFolder: string, kiosk: string): Logger {
  const folder = join(dataFolder, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const destination = pino.destination({ dest: join(folder, 'kiosk.log'), mode: 0o600, sync: true });
  return pino(
    { base: { kiosk }, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: redacted } },
    destination,
  );
}
