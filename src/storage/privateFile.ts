import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readRegularFile } from '../kernel/regularFile.ts';
import { failed, ok, type Result } from '../problem/result.ts';

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

/** Puts `content` in the place of a file only this user may read: after a power cut the old is there or the new. */
export function replacePrivateFile(file: string, content: Uint8Array): void {
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  createPrivateFile(aside, content);
  renameSync(aside, file);
  syncFolder(dirname(file));
}

/** The same, without this thread waiting for the disk. Rejects with what the system says. */
export async function replacePrivateFileApart(file: string, content: Uint8Array): Promise<void> {
  const aside = `${file}.new`;
  await rm(aside, { force: true });
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A new name in a folder survives a power cut only once the folder itself is flushed. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A file only its owner may read, as it is. Errors: U-702 it is missing, or readable by others. */
export function readPrivateFile(file: string): Result<Uint8Array> {
  try {
    const { bytes, mode } = readRegularFile(file);
    if (mode & 0o077) return failed('U-702', `${file} is open to others: chmod 600`);
    return ok(bytes);
  } catch (error) {
    return failed('U-702', error instanceof Error ? error.message : String(error));
  }
}
