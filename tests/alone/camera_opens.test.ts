import { expect, test } from 'vitest';
import { ffmpegArguments } from '../../src/camera/drivers/ffmpegArguments.ts';
import { type CameraOptions, openCamera } from '../../src/camera/openCamera.ts';
import { unwrap } from '../../src/problem/result.ts';
import {
  hurried,
  insteadOfFfmpeg,
  movingPictures,
  pictureFile,
  sourceFile,
  testFolder,
  watch,
} from '../support/camera/cameras.ts';

async function nameOf(options: CameraOptions): Promise<string> {
  const camera = unwrap(await openCamera(options));
  await camera.close();
  return camera.name;
}

test('auto streams where there is an ffmpeg, else takes single pictures; either can be asked for', async () => {
  const absent = `${testFolder()}/ffmpeg`;
  expect(await nameOf({ device: '/dev/video0' })).toBe('/dev/video0 (ffmpeg)');
  expect(await nameOf({ device: '/dev/video0', ffmpeg: absent })).toBe('/dev/video0 (fswebcam)');
  expect(await nameOf({ device: '/dev/video0', driver: 'still' })).toBe('/dev/video0 (fswebcam)');
  expect(await nameOf({ device: '/dev/video0', driver: 'streaming', ffmpeg: absent })).toBe('/dev/video0 (ffmpeg)');
});

test.each(['/dev/video0; reboot', '/dev/../etc/passwd', '/dev/v4l/by-id/a b', '$(id)', 'FILE:a b', '', '-i', 'TEST x'])(
  'refuses the name %j',
  async (device) => {
    for (const driver of ['streaming', 'still'] as const) {
      expect(await openCamera({ device, driver })).toMatchObject({ ok: false, problem: { code: 'U-211' } });
    }
  },
);

test('what it opens is watched, and counted', async () => {
  const black = unwrap(await openCamera({ device: `FILE:${sourceFile(...movingPictures())}`, limits: hurried }));
  await watch(black, ({ length }) => length === 5);
  expect(black.counts()).toMatchObject({ torn: 0, restarts: 0, givenUp: 0 });
  expect(black.counts().frames).toBeGreaterThanOrEqual(5);
  await black.close();
});

test('a picture in a file stands still without being called frozen', async () => {
  const { frozenMs: _, ...limits } = hurried;
  const camera = unwrap(await openCamera({ device: `FILE:${pictureFile()}`, limits, framesPerSecond: 20 }));
  expect((await watch(camera, ({ length }) => length === 30)).problem).toBeUndefined();
  await camera.close();
});

test("ffmpeg is asked for the webcam's own MJPEG", () => {
  const words = ffmpegArguments({ kind: 'device', path: '/dev/video2' }, 15, 'mjpeg').join(' ');
  expect(words).toContain('-f v4l2 -input_format mjpeg -video_size 640x480 -framerate 15 -i /dev/video2 -c:v copy');
});

test('a webcam without MJPEG is asked for raw pictures at the restart', async () => {
  const pictures = sourceFile(...movingPictures());
  const noMjpeg = insteadOfFfmpeg(`case "$*" in
    *'-input_format mjpeg'*) echo "Cannot find a proper format for codec 'mjpeg' (id 7)" >&2; exit 1;;
    *'-f v4l2 -video_size 640x480 -framerate 15 -i /dev/video0 -c:v mjpeg'*) cat ${pictures}; exec sleep 60;;
    *) exit 2;;
  esac`);
  const camera = unwrap(await openCamera({ device: '/dev/video0', ffmpeg: noMjpeg, limits: hurried }));
  const { frames, problem } = await watch(camera, ({ length }) => length === 1);
  expect(problem).toBeUndefined();
  expect(frames).toHaveLength(1);
  await camera.close();
});
