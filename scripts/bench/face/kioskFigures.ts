import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChosenProfile } from '../../../src/face/models/chooseProfile.ts';

/** The face engine as the kiosk runs it. */
export interface KioskFigures {
  readonly framesPerSecond: number;
  /** Share of the frames in which the engine saw one face. */
  readonly faces: number;
  /** Delay of the main thread's event loop while frames are matched, milliseconds, with the 1 ms it is watched by. */
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Of the whole process with its worker, bytes. */
  readonly rss: number;
  /** Photo of the chip to reference, milliseconds. */
  readonly enrolMs: number;
}

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
