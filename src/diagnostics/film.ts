import { watchedCamera } from '../camera/watched.ts';
import { streamingLimits } from '../camera/watchLimits.ts';
import { linkedAbort } from '../kernel/linkedAbort.ts';
import type { Problem } from '../problem/result.ts';
import type { Value } from './check.ts';
import { pictureSeen } from './pictureSeen.ts';
import type { EyePort } from './ports.ts';

/** What a camera showed while it was looked at. Nothing of its pictures is kept. */
export interface Filmed {
  readonly values: Readonly<Record<string, Value>>;
  /** U-211 with what was wrong, in the words of the watch over the camera. */
  readonly problem: Problem | undefined;
}

/** Long enough to tell a picture that stands still from one of a quiet room, milliseconds. */
const filmMs = 2_000;
const fewestFrames = 6;
/** A camera that opens anew for each picture takes longer; more is not waited for. */
const longestMs = 8_000;

/** Looks through a camera for some seconds, as strictly as the kiosk does, and without starting it again. */
export async function film({ camera, limits, isDrawn = false }: EyePort, signal: AbortSignal): Promise<Filmed> {
  const strict = { ...streamingLimits, blackMs: 1_200, frozenMs: 1_200, ...limits, restarts: 0 };
  const stop = linkedAbort([signal]);
  const startedAt = performance.now();
  const tornBefore = camera.torn ?? 0;
  let [first, firstAt, frames] = [0, 0, 0];
  const arrivals: number[] = [];
  const light: number[] = [];
  let looked: Readonly<Record<string, Value>> = {};
  const watched = watchedCamera(camera, strict);
  try {
    for await (const picture of watched.stream(stop.signal)) {
      const now = performance.now();
      if (!picture.ok) return { values: { frames }, problem: picture.problem };
      const { jpeg } = picture.value;
      frames += 1;
      arrivals.push(now);
      if (frames === 1) [first, firstAt] = [Math.round(now - startedAt), now];
      const isOver = now - firstAt >= (limits.frozenMs === Number.POSITIVE_INFINITY ? filmMs / 2 : filmMs);
      const isLast = isOver && (frames >= fewestFrames || now - firstAt >= longestMs);
      const seen = await pictureSeen(jpeg);
      if (seen) light.push(seen.brightness);
      if (isLast) looked = { ...seen };
      jpeg.fill(0);
      if (isLast) break;
    }
    // Whoever is told to stop, or has no more pictures, ends without a word.
    const seconds = ((arrivals.at(-1) ?? firstAt) - firstAt) / 1_000;
    const perSecond = seconds > 0 ? Math.round(((frames - 1) / seconds) * 10) / 10 : 0;
    const torn = (watched.torn ?? 0) - tornBefore;
    const steadiness = { late: lateShare(arrivals), flicker: flickerOf(light) };
    const pace = isDrawn ? { drawn: perSecond } : { framesPerSecond: perSecond };
    return { values: { first, ...pace, torn, ...steadiness, ...looked }, problem: undefined };
  } finally {
    stop.abort();
    stop.release();
  }
}

/** Of the pauses between two pictures, how many took more than twice as long as the middle one; per cent. */
function lateShare(arrivals: readonly number[]): number | null {
  const pauses = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? at));
  const middle = pauses.toSorted((one, other) => one - other)[Math.floor(pauses.length / 2)];
  if (middle === undefined) return null;
  return Math.round((100 * pauses.filter((each) => each > 2 * middle).length) / pauses.length);
}

/** By how much the light changes from one picture to the next, on average; per cent of the light there is. */
function flickerOf(light: readonly number[]): number | null {
  const steps = light.slice(1).map((each, index) => Math.abs(each - (light[index] ?? each)));
  const mean = sum(light) / light.length;
  return steps.length === 0 || mean === 0 ? null : Math.round((1_000 * sum(steps)) / steps.length / mean) / 10;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
