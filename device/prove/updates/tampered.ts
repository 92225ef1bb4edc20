import { copyFileSync, statSync } from 'node:fs';
import { changeByte } from '../diskSeen.ts';

/** Its last bytes say how long the signature before them is. */
const lengthBytes = 64;

/**
 * An update with one byte changed.
 *
 * @param from the update; stays as it is
 * @param part where: 0 at its beginning, 1 in the signature at its end
 */
export function tampered(from: string, to: string, part: number): string {
  copyFileSync(from, to);
  const { size } = statSync(to);
  changeByte(to, Math.min(size - lengthBytes, Math.floor(size * part)));
  return to;
}
