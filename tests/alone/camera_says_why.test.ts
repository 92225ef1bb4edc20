import { expect, test } from 'vitest';
import { insteadOfFfmpeg, streaming, testFolder, watch } from '../support/camera/cameras.ts';

async function reason(device: string, ffmpeg?: string): Promise<string | undefined> {
  const { problem } = await watch(streaming(device, ffmpeg));
  expect(problem?.code).toBe('U-211');
  return problem?.detail;
}

test('a device that is not there, with those that are (the real ffmpeg)', async () => {
  expect(await reason('/dev/video99')).toMatch(/^\/dev\/video99 does not exist: plug the camera in.*there is /);
  expect(await reason('/dev/v4l/by-id/usb-046d_C920_1A2B-video-index0')).toMatch(/does not exist/);
});

test('a file that is none, or holds no picture (the real ffmpeg)', async () => {
  expect(await reason('FILE:/nowhere/at/all.jpg')).toBe('/nowhere/at/all.jpg does not exist');
  expect(await reason('FILE:/etc/passwd')).toBe('/etc/passwd: not a JPEG or MJPEG file');
});

test('ffmpeg is not installed', async () => {
  const program = `${testFolder()}/ffmpeg`;
  expect(await reason('TEST', program)).toBe(`${program} is not installed: apt install ffmpeg`);
});

test.each([
  ['/dev/video0: Device or resource busy', /^\/dev\/video0: another program uses it/],
  ['Cannot open video device /dev/video0: Permission denied', /group "video"/],
  ['[video4linux2,v4l2 @ 0x1] Not a video capture device.', /try another/],
  ['ioctl(VIDIOC_STREAMON): No space left on device', /without a hub/],
  ['ioctl(VIDIOC_DQBUF): No such device', /unplugged/],
  ['something new', /^\/dev\/video0: ffmpeg ended with code 1: something new$/],
])('%s', async (said, expected) => {
  expect(await reason('/dev/video0', insteadOfFfmpeg(`echo '${said}' >&2; exit 1`))).toMatch(expected);
});

test('much to say does not stop it, nor fill the memory', async () => {
  const chatty = insteadOfFfmpeg('head -c 3000000 /dev/zero | tr "\\0" "x" >&2; echo >&2; echo last words >&2; exit 3');
  expect(await reason('/dev/video0', chatty)).toBe('/dev/video0: ffmpeg ended with code 3: last words');
});
