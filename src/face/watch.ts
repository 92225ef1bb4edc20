import type { Camera } from '../camera/camera.ts';
import { ok, type Result } from '../problem/result.ts';
import { decodePicture } from './decodePicture.ts';
import type { FaceGuidance } from './guidance.ts';
import type { FaceNetworks } from './networks/faceNetworks.ts';
import { type FaceFlaw, flawOf } from './quality/flaw.ts';
import { guidanceFor } from './quality/guidanceFor.ts';
import type { FaceMeasures } from './quality/measures.ts';
import { type Reading, readPicture } from './readPicture.ts';

/** What the camera sees of a face right now, in numbers. */
export interface WatchLine {
  /** ISO 8601. */
  readonly at: string;
  readonly sees: Reading['kind'];
  /** What the screen would ask of the patient. */
  readonly guidance: FaceGuidance;
  readonly flaw: FaceFlaw | null;
  readonly measures: FaceMeasures | null;
  readonly passive: number | null;
  /** Decoding, finding and measuring, milliseconds. */
  readonly ms: number;
}

/**
 * Reads the newest picture now and then until `signal` aborts, and says what it shows. Nobody is recognised and nothing
 * is kept. U-211 where the camera fails.
 */
export async function watchFaces(
  { networks, camera, everyMs }: { networks: FaceNetworks; camera: Camera; everyMs: number },
  say: (line: WatchLine) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  let next = 0;
  for await (const frame of camera.stream(signal)) {
    if (!frame.ok) return frame;
    const { jpeg, takenAt } = frame.value;
    const started = performance.now();
    if (!signal.aborted && started >= next) {
      next = started + everyMs;
      const reading = await readJpeg(networks, jpeg);
      say(lineOf(reading, new Date(takenAt), performance.now() - started));
    }
    jpeg.fill(0);
  }
  return ok(undefined);
}

async function readJpeg(networks: FaceNetworks, jpeg: Uint8Array): Promise<Reading> {
  const decoded = await decodePicture(jpeg);
  if (!decoded.ok) return { kind: 'no-picture' };
  try {
    return await readPicture(networks, decoded.value);
  } finally {
    decoded.value.data.fill(0);
  }
}

function lineOf(reading: Reading, at: Date, ms: number): WatchLine {
  const about = { at: at.toISOString(), sees: reading.kind, ms: Math.round(ms) };
  const guidance = guidanceFor(reading);
  if (reading.kind !== 'face') {
    return { ...about, guidance, flaw: null, measures: null, passive: null };
  }
  const { measures, passive } = reading;
  return { ...about, guidance, flaw: flawOf(measures) ?? null, measures, passive };
}
