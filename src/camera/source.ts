import { readdir } from 'node:fs/promises';
import { failed, ok, type Result } from '../problem/result.ts';

/** Where pictures come from: a Video4Linux device, a JPEG or MJPEG file shown over and over, or a test card. */
export type CameraSource =
  | { readonly kind: 'device'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'test' };

/**
 * `video0` changes places with `video2` when cables move; the names under /dev/v4l stay with camera or socket, and a rule
 * of udev gives whatever name its writer likes.
 */
const deviceName = /^\/dev(\/\w[\w.:+-]*)+$/;
const fileName = /^FILE:([\w./-]+)$/;

/** Reads `camera.device`. Nothing with a space or a shell's letter in it gets through. U-211. */
export function parseCameraSource(text: string): Result<CameraSource> {
  if (text === 'TEST') return ok({ kind: 'test' });
  if (deviceName.test(text)) return ok({ kind: 'device', path: text });
  const file = fileName.exec(text)?.[1];
  if (file) return ok({ kind: 'file', path: file });
  return failed('U-211', `camera.device "${text}" is not a device name`);
}

/** For the message that `source` does not exist: which cameras there are. */
export async function whatIsThere(source: CameraSource): Promise<string> {
  if (source.kind !== 'device') return '';
  const devices = (await readdir('/dev').catch(() => [])).filter((name) => /^video\d+$/.test(name));
  const found = devices.length > 0 ? devices.map((name) => `/dev/${name}`).join(', ') : 'no camera at all';
  return `: plug the camera in, or set camera.device; there is ${found}`;
}
