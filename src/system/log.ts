import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

/**
 * The kiosk's log: one JSON object a line in `<data>/log/kiosk.log`. Only names of states and events, numbers of
 * problems and technical details are ever written; nothing about a patient is handed to it.
 */
export function openLog(dataFolder: string, kiosk: string): Logger {
  const folder = join(dataFolder, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const destination = pino.destination({ dest: join(folder, 'kiosk.log'), mode: 0o600, sync: true });
  return pino({ base: { kiosk }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
