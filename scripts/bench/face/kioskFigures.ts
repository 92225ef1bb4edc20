import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChosenProfile } from '../../../src/face/models/chooseProfile.ts';
import type { KioskFigures } from './kiosk.ts';

/** Measures in a fresh process. */
export async function kioskFigures(chosen: ChosenProfile): Promise<KioskFigures> {
  const child = fork(fileURLToPath(new URL('./kiosk.js', import.meta.url)), [], { execArgv: [] });
  child.send(chosen);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the kiosk's process ended with ${code}`);
  });
  ended.catch(() => undefined);
  const [figures]: KioskFigures[] = await Promise.race([once(child, 'message'), ended]);
  if (!figures) throw new Error('no figures came');
  return figures;
}
