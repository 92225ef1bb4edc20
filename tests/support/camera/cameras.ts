import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import type { Camera, Frame } from '../../../src/camera/camera.ts';
import { createStreamingCamera } from '../../../src/camera/drivers/streamingCamera.ts';
import { streamingLimits, type WatchLimits } from '../../../src/camera/watchLimits.ts';
import { type Problem, unwrap } from '../../../src/problem/result.ts';
import { projectRoot } from '../../../src/system/paths.ts';

/** A person's picture as it lies among the fixtures. */
export function pictureFile(number = 1): string {
  return join(projectRoot(), 'fixtures', 'people', 'yamada-hanako', `frame-${number}.jpg`);
}

/** The six pictures of a person, moving. */
export function movingPictures(): readonly Buffer[] {
  return [1, 2, 3, 4, 5, 6].map((number) => readFileSync(pictureFile(number)));
}

/** A person who sways before the camera: `count` pictures, up to 35 of them unlike each other to the last pixel. */
export async function swayingPictures(person: string, count: number): Promise<readonly Buffer[]> {
  const pictures: Buffer[] = [];
  for (let at = 0; at < count; at += 1) {
    const file = join(projectRoot(), 'fixtures', 'people', person, `frame-${(at % 6) + 1}.jpg`);
    const cut = { left: 2 * (at % 7), top: 2 * (at % 5), width: 624, height: 468 };
    pictures.push(await sharp(file).extract(cut).resize(640, 480).jpeg({ quality: 88 }).toBuffer());
  }
  return pictures;
}

/** A folder for this test only. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'camera-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file for the camera to show, of these bytes one behind the other; its name is unique on this machine. */
export function sourceFile(...parts: readonly Uint8Array[]): string {
  const file = join(testFolder(), 'source.mjpeg');
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** A program that is run in place of ffmpeg. */
export function insteadOfFfmpeg(script: string): string {
  const file = join(testFolder(), 'ffmpeg');
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** One colour all over. */
export function plainPicture(grey: number): Promise<Buffer> {
  const background = { r: grey, g: grey, b: grey };
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** The streaming driver; through the real ffmpeg unless told otherwise. */
export function streaming(device: string, ffmpeg?: string): Camera {
  const options = { device, framesPerSecond: 20, ...(ffmpeg === undefined ? {} : { ffmpeg }) };
  const camera = unwrap(createStreamingCamera(options));
  onTestFinished(() => camera.close());
  return camera;
}

/** The kiosk's limits, in a hurry. */
export const hurried: WatchLimits = {
  ...streamingLimits,
  nextPictureMs: 600,
  blackMs: 300,
  frozenMs: 300,
  lookEveryMs: 50,
  restarts: 1,
  pauseMs: 50,
};

/** Watches a stream until it ends, or `enough` says so. */
export async function watch(
  camera: Camera,
  enough: (frames: readonly Frame[]) => boolean = () => false,
): Promise<{ readonly frames: readonly Frame[]; readonly problem: Problem | undefined }> {
  const stop = new AbortController();
  const frames: Frame[] = [];
  let problem: Problem | undefined;
  for await (const result of camera.stream(stop.signal)) {
    if (result.ok) frames.push(result.value);
    else problem = result.problem;
    if (enough(frames)) stop.abort();
  }
  return { frames, problem };
}

/** The processes of this machine whose command line has `text` in it. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(text))
    .map(Number);
}

/** Waits until `condition` holds; false where it does not within `limitMs`. */
export async function eventually(limitMs: number, condition: () => boolean): Promise<boolean> {
  for (const deadline = performance.now() + limitMs; performance.now() < deadline; await delay(20)) {
    if (condition()) return true;
  }
  return condition();
}

function commandLine(pid: string): string {
  try {
    return readFileSync(join('/proc', pid, 'cmdline'), 'utf8');
  } catch {
    return '';
  }
}
