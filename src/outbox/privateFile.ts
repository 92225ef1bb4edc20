import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes `folder` (and those above it) and closes it to everyone but this user. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // mkdir leaves a folder that was there before as open as it was.
  chmodSync(folder, 0o700);
}

/**
 * Creates a file only this user may read, durably: after a power cut it is there whole or not at all.
 * Throws EEXIST where the file is there already; what exists is never overwritten.
 */
export function createPrivateFile(file: string, content: Uint8Array): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolder(dirname(file));
}

/** A new name in a folder survives a power cut only once the folder itself is flushed. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
