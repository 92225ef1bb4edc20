import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { failed, ok, type Result } from '../../problem/result.ts';
import { makeMemoryFolder, memory } from '../../system/memoryFolder.ts';
import type { Camera, Frame } from '../camera.ts';
import { isWholeJpeg } from '../jpeg.ts';
import { type CameraSource, parseCameraSource, whatIsThere } from '../source.ts';

const size = { width: 640, height: 480 } as const;
const jpegQuality = 85;
/** fswebcam opens the device anew for each picture; after this many seconds the device hangs. */
const pictureLimitS = 5;
/** One bad picture may happen; this many in a row is a dead camera. */
const mostFailures = 3;
const afterFailureMs = 200;
/** fswebcam needs a file: one in memory, for pictures of patients are not written to a disk. */
const folderName = 'uketsuke-camera';

export interface WebcamOptions {
  /** `camera.device`, see {@link parseCameraSource}. */
  readonly device: string;
}

/** A camera through node-webcam and fswebcam: one picture at a time, for machines without ffmpeg. */
export function createWebcamCamera({ device }: WebcamOptions): Result<Camera> {
  const source = parseCameraSource(device);
  return source.ok ? ok(new WebcamCamera(device, source.value)) : source;
}

class WebcamCamera implements Camera {
  readonly name: string;
  torn = 0;
  private readonly source: CameraSource;
  private readonly closing = new AbortController();

  constructor(device: string, source: CameraSource) {
    this.name = `${device} (fswebcam)`;
    this.source = source;
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    const folder = await makeFolder();
    if (!folder.ok) {
      yield folder;
      return;
    }
    try {
      let failures = 0;
      for (let sequence = 1; !signal.aborted && !this.closing.signal.aborted; ) {
        const jpeg = await this.takePicture(join(folder.value, 'picture.jpg'));
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
      await rm(folder.value, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async takePicture(file: string): Promise<Result<Uint8Array>> {
    const device = await deviceArgument(this.source);
    if (!device.ok) return device;
    try {
      await capture(device.value, file);
      const jpeg = await readFile(file);
      if (isWholeJpeg(jpeg)) return ok(jpeg);
      this.torn += 1;
      return failed('U-211', `${device.value}: a torn picture`);
    } catch (error) {
      return failed('U-211', `${device.value}: ${whyNot(error)}`);
    } finally {
      await rm(file, { force: true });
    }
  }
}

/** What `fswebcam -d` is told. A name under /dev/v4l is followed each time: after a new plug it leads elsewhere. */
async function deviceArgument(source: CameraSource): Promise<Result<string>> {
  if (source.kind === 'test') return ok('TEST');
  if (source.kind === 'file') return ok(`FILE:${source.path}`);
  try {
    return ok(await realpath(source.path));
  } catch {
    return failed('U-211', `${source.path} does not exist${await whatIsThere(source)}`);
  }
}

/** Lets fswebcam write one picture to `file`; rejects where it fails, or was killed because it hung. */
async function capture(device: string, file: string): Promise<void> {
  const { default: nodeWebcam } = await import('node-webcam');
  const webcam = new nodeWebcam.FSWebcam({
    ...size,
    quality: jpegQuality,
    output: 'jpeg',
    device,
    saveShots: false,
    callbackReturn: 'location',
    verbose: false,
  });
  // node-webcam keeps the process to itself; one that hangs would hold the device for ever.
  webcam.bin = `timeout --kill-after=1 ${pictureLimitS} ${webcam.bin}`;
  await new Promise<void>((resolve, reject) => {
    webcam.capture(file, (error) => (error ? reject(error) : resolve()));
  });
}

/** fswebcam ends well and writes nothing where it cannot open the device; `timeout` ends with numbers of its own. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return String(error);
  if (error.code === 'ENOENT') return 'no picture: is it a camera, is it free, may this user open it?';
  if (error.code === 124 || error.code === 137) return `no picture within ${pictureLimitS} s`;
  if (error.code === 127) return 'fswebcam is not installed: apt install fswebcam';
  return `fswebcam ended with code ${error.code}`;
}

async function makeFolder(): Promise<Result<string>> {
  try {
    return ok(await makeMemoryFolder(folderName));
  } catch (error) {
    return failed('U-211', `the still driver needs ${memory}: ${error instanceof Error ? error.message : error}`);
  }
}
