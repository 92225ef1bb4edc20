// The kiosk's part of bench:face, a process of its own, so that its memory is its own: the face engine off the main
// thread, as the kiosk runs it, given one frame after the other. Told a profile; answers with its figures.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ChosenProfile } from '../../../src/face/models/chooseProfile.ts';
import { startWorkerEngine } from '../../../src/face/workerEngine.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { median } from './cost.ts';
import { type Sitter, sitters } from './frames.ts';

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

/** Frames of each sitter. */
const framesEach = 30;
/** How finely the loop is watched, milliseconds; counted into what is told. */
const resolutionMs = 1;

/** Matches every sitter's frames against the photo on their card. */
async function measureKiosk(chosen: ChosenProfile, sitters: readonly Sitter[]): Promise<KioskFigures> {
  const engine = startWorkerEngine(chosen);
  try {
    const [first] = sitters;
    if (!first) throw new Error('nobody sits');
    // The first enrolment waits for the networks, which is the start of the kiosk and not of a visit.
    unwrap(await engine.enrol(Uint8Array.from(first.chip)));
    const delay = monitorEventLoopDelay({ resolution: resolutionMs });
    const enrolMs: number[] = [];
    let [looked, faces, lookedMs] = [0, 0, 0];
    delay.enable();
    for (const { chip, frames } of sitters) {
      const beforeEnrol = performance.now();
      unwrap(await engine.enrol(Uint8Array.from(chip)));
      enrolMs.push(performance.now() - beforeEnrol);
      const started = performance.now();
      for (const frame of frames) {
        const look = unwrap(await engine.look(frame));
        looked += 1;
        if (look.kind === 'face') faces += 1;
      }
      lookedMs += performance.now() - started;
      await engine.forget();
    }
    delay.disable();
    const rss = process.memoryUsage.rss();
    return {
      framesPerSecond: looked / (lookedMs / 1_000),
      faces: faces / looked,
      loopDelayMs: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
      rss,
      enrolMs: median(enrolMs),
    };
  } finally {
    await engine.close();
  }
}

process.on('message', async (chosen: ChosenProfile) => {
  process.send?.(await measureKiosk(chosen, await sitters(projectRoot(), framesEach)));
  process.disconnect();
});
