// A stamp remembers what a step was made from, so that it runs again only when that changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Digest over the names and bytes of files and folders (walked whole, in order). */
export function digestOf(root, paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    let entries;
    try {
      entries = readdirSync(full);
    } catch {
      entries = undefined;
    }
    if (entries) {
      for (const entry of entries.sort()) add(join(path, entry));
      return;
    }
    try {
      const bytes = readFileSync(full);
      hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    } catch {
      hash.update(`${path}\0absent\0`);
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

export function isFresh(file, digest) {
  try {
    return readFileSync(file, 'utf8') === digest;
  } catch {
    return false;
  }
}

/** Called before the work, so that an interrupted step is never taken for a finished one. */
export function clearStamp(file) {
  rmSync(file, { force: true });
}

export function writeStamp(file, digest) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, digest);
}
