import { type CameraSource, whatIsThere } from '../source.ts';
import type { FfmpegEnd } from './ffmpegRun.ts';

/** Whether ffmpeg gave up because the device offers no MJPEG. */
export function offersNoMjpeg({ said }: FfmpegEnd): boolean {
  return /Cannot find a proper format for codec 'mjpeg'/.test(said);
}

/** What ffmpeg and the kernel say, and what staff can do about it. The first that fits. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/Device or resource busy/, 'another program uses it: close that program, or restart the kiosk'],
  [/Permission denied/, 'this user may not open it: add the user to the group "video" and restart'],
  [/Not a video capture device|Inappropriate ioctl/, 'it gives no pictures: a camera has several names, try another'],
  [/No space left on device/, 'the USB bus is full: plug the camera into another socket, without a hub'],
  [/No such device|Input\/output error|Protocol error|Connection timed out/, 'it was unplugged, or its cable is bad'],
  [/No JPEG data found|Invalid data found/, 'not a JPEG or MJPEG file'],
];

/** Why there are no more pictures, for staff: the source, what is wrong, what to do. */
export async function whyItEnded(program: string, source: CameraSource, end: FfmpegEnd): Promise<string> {
  if (end.missing) return `${program} is not installed: apt install ffmpeg`;
  const name = source.kind === 'test' ? 'the test picture' : source.path;
  if (/No such file or directory/.test(end.said)) return `${name} does not exist${await whatIsThere(source)}`;
  const known = advice.find(([pattern]) => pattern.test(end.said));
  if (known) return `${name}: ${known[1]}`;
  // The timestamps of a repeated file are no reason.
  const lines = end.said.split('\n').filter((line) => line.trim() !== '' && !line.includes('monotonically'));
  return `${name}: ffmpeg ended with ${end.how}${lines.length > 0 ? `: ${lines.at(-1)}` : ''}`;
}
