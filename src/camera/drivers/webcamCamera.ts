import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { Camera, Frame } from '../camera.ts';
import { isWholeJpeg } from '../jpeg.ts';

/** node-webcam builds a shell command: a device name is one of these or is not used at all. */
const deviceName = /^(\/dev\/video\d{1,2}|TEST|FILE:[\w./-]+)$/;
const size = { width: 640, height: 480 } as const;
const jpegQuality = 85;
/** fswebcam opens the device anew for each picture; more than this and the device hangs. */
const pictureLimitMs = 5_000;
/** One bad picture may happen; this many in a row is a dead camera. */
const mostFailures = 3;
const afterFailureMs = 200;

export interface WebcamOptions {
  /** `/dev/videoN`; also fswebcam's sources without a device: `TEST`, `FILE:picture.jpg`. */
  readonly device: string;
}

/** A camera through node-webcam and fswebcam: one picture at a time, for machines without a streaming driver. */
export function createWebcamCamera({ device }: WebcamOptions): Result<Camera> {
  if (!deviceName.test(device)) return failed('U-211', `camera.device "${device}" is not a device name`);
  return ok(new WebcamCamera(device));
}

class WebcamCamera implements Camera {
  readonly name: string;
  private readonly device: string;
  private readonly closing = new AbortController();

  constructor(device: string) {
    this.name = `${device} (fswebcam)`;
    this.device = device;
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    // fswebcam needs a file. This one is in memory where the system has such a place, for our eyes only, and gone
    // before the next picture is taken.
    const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'uketsuke-camera-'));
    try {
      const capture = await this.openCapture();
      let failures = 0;
      for (let sequence = 1; !signal.aborted && !this.closing.signal.aborted; ) {
        const jpeg = await takePicture(capture, join(folder, 'picture.jpg'));
        if (signal.aborted) return;
        if (jpeg.ok) {
          failures = 0;
          yield ok({ jpeg: jpeg.value, sequence, takenAt: Date.now() });
          sequence += 1;
          continue;
        }
        failures += 1;
        if (failures === mostFailures) {
          yield jpeg;
          return;
        }
        await delay(afterFailureMs, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async openCapture(): Promise<Capture> {
    const { default: nodeWebcam } = await import('node-webcam');
    const webcam = new nodeWebcam.FSWebcam({
      ...size,
      quality: jpegQuality,
      output: 'jpeg',
      device: this.device,
      saveShots: false,
      callbackReturn: 'location',
      verbose: false,
    });
    return (file) =>
      new Promise((resolve, reject) => {
        webcam.capture(file, (error) => (error ? reject(error) : resolve()));
      });
  }
}

/** Lets fswebcam write one picture to `file`; rejects with what it said. */
type Capture = (file: string) => Promise<void>;

async function takePicture(capture: Capture, file: string): Promise<Result<Uint8Array>> {
  const limit = new AbortController();
  const late = delay(pictureLimitMs, 'late', { signal: limit.signal }).catch(() => 'late');
  try {
    const end = await Promise.race([capture(file), late]);
    if (end === 'late') return failed('U-211', `no picture within ${pictureLimitMs} ms`);
    const jpeg = await readFile(file);
    return isWholeJpeg(jpeg) ? ok(jpeg) : failed('U-211', 'a torn picture');
  } catch (error) {
    return failed('U-211', error instanceof Error ? firstLine(error.message) : String(error));
  } finally {
    limit.abort();
    await rm(file, { force: true });
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
