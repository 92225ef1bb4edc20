import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchedCamera } from '../../src/camera/watched.ts';
import { streamingLimits } from '../../src/camera/watchLimits.ts';
import { projectRoot } from '../../src/system/paths.ts';
import {
  eventually,
  insteadOfFfmpeg,
  movingPictures,
  processesWith,
  sourceFile,
  streaming,
  testFolder,
  watch,
} from '../support/camera/cameras.ts';

/** Streams until two pictures have come, then aborts; how long the end took, milliseconds. */
async function abortAfterTwo(file: string, ffmpeg?: string): Promise<number> {
  const camera = watchedCamera(streaming(`FILE:${file}`, ffmpeg), streamingLimits);
  let abortedAt = 0;
  await watch(camera, ({ length }) => {
    if (length < 2) return false;
    expect(processesWith(file)).toHaveLength(1);
    abortedAt = performance.now();
    return true;
  });
  return performance.now() - abortedAt;
}

test('the process is gone within a second of the abort', async () => {
  const file = sourceFile(...movingPictures());
  expect(await abortAfterTwo(file)).toBeLessThan(1_000);
  expect(processesWith(file)).toEqual([]);
});

test('also one that will not hear', async () => {
  const file = sourceFile(...movingPictures());
  // What `exec` starts inherits the ignored signal.
  const deaf = insteadOfFfmpeg(`trap '' TERM; cat ${file}; exec tail -f ${file}`);
  expect(await abortAfterTwo(file, deaf)).toBeLessThan(1_000);
  expect(processesWith(file)).toEqual([]);
});

test('also when the caller just leaves, or stands still, or the camera is closed', async () => {
  const file = sourceFile(...movingPictures());
  const camera = streaming(`FILE:${file}`);
  for await (const _ of camera.stream(new AbortController().signal)) break;
  expect(processesWith(file)).toEqual([]);

  const stop = new AbortController();
  const standing = camera.stream(stop.signal)[Symbol.asyncIterator]();
  await standing.next();
  stop.abort();
  expect(await eventually(1_000, () => processesWith(file).length === 0)).toBe(true);

  const open = camera.stream(new AbortController().signal)[Symbol.asyncIterator]();
  await open.next();
  await camera.close();
  expect(processesWith(file)).toEqual([]);
  expect(await open.next()).toMatchObject({ done: true });
});

test('nothing is left among the temporary files', async () => {
  // A folder of our own to look into: other tests write to the common one.
  const temporary = testFolder();
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
  try {
    // An order in the environment to write a report of the run must not reach ffmpeg.
    process.env.FFREPORT = `file=${temporary}/report.log`;
    await watch(streaming('TEST'), ({ length }) => length === 3);
  } finally {
    delete process.env.FFREPORT;
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  expect(readdirSync(temporary)).toEqual([]);
});

test('when the kiosk itself is killed, ffmpeg does not keep the camera', async () => {
  const file = sourceFile(...movingPictures());
  // Built JavaScript: Node 20 runs no TypeScript.
  const driver = join(projectRoot(), 'dist', 'src', 'camera', 'drivers', 'ffmpegRun.js');
  const words = ['-loglevel', 'error', '-re', '-stream_loop', '-1', '-f', 'mjpeg', '-i', file, '-c', 'copy'];
  const script = `
    import { startFfmpeg } from ${JSON.stringify(driver)};
    startFfmpeg('ffmpeg', ${JSON.stringify([...words, '-f', 'mjpeg', 'pipe:1'])}, () => process.stdout.write('.'));`;
  const kiosk = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void kiosk.kill('SIGKILL'));
  const sent = await Promise.race([once(kiosk.stdout, 'data'), once(kiosk, 'exit').then(() => undefined)]);
  expect(sent, 'the kiosk ended before its camera sent anything').toBeDefined();
  expect(processesWith(file).length).toBeGreaterThan(0);
  kiosk.kill('SIGKILL');
  expect(await eventually(2_000, () => processesWith(file).length === 0)).toBe(true);
});
