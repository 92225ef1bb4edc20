import { resolve } from 'node:path';
import type { Release } from '../groups/group.ts';

/** A version by the name that `npm run device:image` gives its files. */
export function releaseOf(file: string): Release {
  const version = /uketsuke-(.+)-amd64\.raucb$/.exec(file)?.[1];
  if (version === undefined) throw new Error(`${file} does not say which version it is`);
  return { version, file: resolve(file) };
}
