import { openPicture } from '../camera/boundedPicture.ts';
import { claimOfPicture } from '../camera/pictureClaim.ts';
import { watchedCamera } from '../camera/watched.ts';
import { streamingLimits } from '../camera/watchLimits.ts';
import { linkedAbort } from '../kernel/linkedAbort.ts';
import type { Problem } from '../problem/result.ts';
import type { Value } from './check.ts';
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

/** Fields of this many pixels each way are looked at. */
const grid = { width: 64, height: 48 } as const;

/** Paper is not as white as this: here a lamp is mirrored. */
const mirroredFrom = 250;

/** Looks through a camera for some seconds, as strictly as the kiosk does, and without starting it again. */
export async function film({ camera, limits }: EyePort, signal: AbortSignal): Promise<Filmed> {
  const strict = { ...streamingLimits, blackMs: 1_200, frozenMs: 1_200, ...limits, restarts: 0 };
  const stop = linkedAbort([signal]);
  const startedAt = performance.now();
  const tornBefore = camera.torn ?? 0;
  let [first, firstAt, frames] = [0, 0, 0];
  let looked: Readonly<Record<string, Value>> = {};
  const watched = watchedCamera(camera, strict);
  try {
    for await (const picture of watched.stream(stop.signal)) {
      const now = performance.now();
      if (!picture.ok) return { values: { frames }, problem: picture.problem };
      const { jpeg } = picture.value;
      frames += 1;
      if (frames === 1) [first, firstAt] = [Math.round(now - startedAt), now];
      const isOver = now - firstAt >= (limits.frozenMs === Number.POSITIVE_INFINITY ? filmMs / 2 : filmMs);
      const isLast = isOver && (frames >= fewestFrames || now - firstAt >= longestMs);
      if (isLast) looked = await lookInto(jpeg);
      jpeg.fill(0);
      if (isLast) break;
    }
    // Whoever is told to stop, or has no more pictures, ends without a word.
    const seconds = (performance.now() - firstAt) / 1_000;
    const framesPerSecond = frames > 1 ? Math.round(((frames - 1) / seconds) * 10) / 10 : 0;
    const torn = (watched.torn ?? 0) - tornBefore;
    return { values: { first, framesPerSecond, torn, ...looked }, problem: undefined };
  } finally {
    stop.abort();
    stop.release();
  }
}

async function lookInto(jpeg: Uint8Array): Promise<Readonly<Record<string, Value>>> {
  const claim = claimOfPicture(jpeg);
  const fields = await openPicture(jpeg)
    ?.resize({ ...grid, fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
    .catch(() => undefined);
  if (!fields) return {};
  const brightness = Math.round(fields.reduce((sum, field) => sum + field, 0) / fields.length);
  const mirrored = fields.reduce((count, field) => count + Number(field >= mirroredFrom), 0);
  const glare = Math.round((mirrored / fields.length) * 1_000) / 10;
  fields.fill(0);
  return { brightness, glare, ...(claim ? { width: claim.width, height: claim.height } : {}) };
}
