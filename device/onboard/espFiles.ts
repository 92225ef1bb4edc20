import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file of the ESP so that a power cut leaves the old one or the new one, as far as FAT can: under another
 * name first, on disk before it takes its place.
 */
export function writeOnEsp(file: string, content: string | Uint8Array): void {
  // Not ending in .conf or .efi: the boot loader must not see half of it.
  const beside = `${file}.new`;
  writeFileSync(beside, content);
  flush(beside);
  renameSync(beside, file);
  flush(dirname(file));
}

export function renameOnEsp(from: string, to: string): void {
  if (from === to) return;
  renameSync(from, to);
  flush(dirname(to));
}

export function removeFromEsp(file: string): void {
  rmSync(file, { force: true });
  flush(dirname(file));
}

/** Copies what `read` gives, piece by piece: a kernel with its initial system is 40 MB and more. */
export function copyToEsp(read: () => Uint8Array | undefined, file: string): void {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w');
  try {
    for (let piece = read(); piece; piece = read()) writeSync(handle, piece);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  flush(dirname(file));
}

/** Puts a file, or the names in a folder, on disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
