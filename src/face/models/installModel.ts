import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hour } from '../../kernel/durations.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { NetworkEntry } from './manifest.ts';
import type { IncomingFile, ModelSource } from './modelSource.ts';
import { readChecked } from './standardModels.ts';

/** No network that a kiosk could run is larger; a source that never ends is cut off here. */
const mostBytes = 512 * 1024 * 1024;
/** What an install that was killed has left behind is taken away once it is this old, milliseconds. */
const abandonedMs = hour;

/** Told how many of how many bytes have come; the total is 0 where the source does not say. */
export type InstallProgress = (done: number, total: number) => void;

/**
 * Puts one file of the manifest into a folder. It lies there under its name only once every byte is there, is what the
 * manifest names, and is flushed to the disk; killed at any time, the next run begins that file anew.
 *
 * @returns whether the file was already there. U-703 says what is in the way and what to do.
 */
export async function installModel(
  entry: NetworkEntry,
  source: ModelSource,
  folder: string,
  progress: InstallProgress,
): Promise<Result<'installed' | 'was there'>> {
  if (readChecked(folder, entry).ok) return ok('was there');
  const incoming = await source.open(entry.file);
  if (!incoming.ok) return incoming;
  const part = join(folder, `.${entry.file}.${randomBytes(4).toString('hex')}.part`);
  try {
    await mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    const sha256 = await write(incoming.value, part, progress);
    if (sha256 !== entry.sha256) return failed('U-703', notTheFile(entry, sha256));
    await rename(part, join(folder, entry.file));
    await flush(folder);
    return ok('installed');
  } catch (error) {
    return failed('U-703', `${entry.file}: ${whatToDo(error, folder)}`);
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** Lower-case hex of what was written and flushed. */
async function write({ bytes, size }: IncomingFile, part: string, progress: InstallProgress): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(part, 'wx');
  try {
    let done = 0;
    for await (const chunk of bytes) {
      done += chunk.length;
      if (done > mostBytes) throw new Error(`larger than ${mostBytes / 1024 / 1024} MB, which no model is`);
      hash.update(chunk);
      await file.writeFile(chunk);
      progress(done, size ?? 0);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function flush(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\..+\.[0-9a-f]{8}\.part$/.test(name)) continue;
    const path = join(folder, name);
    const about = await stat(path).catch(() => undefined);
    if (about && Date.now() - about.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
}

function notTheFile({ file, sha256, source }: NetworkEntry, found: string): string {
  return (
    `${file} is not the file the manifest names (sha256 ${found.slice(0, 12)}… instead of ${sha256.slice(0, 12)}…): ` +
    `damaged on its way, or another version. Nothing was replaced. Fetch it anew; it comes from ${source}`
  );
}

function whatToDo(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `no room left in ${folder}: make room and install again`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `${folder} cannot be written to: install as its owner, or name another folder with --to`;
  }
  return `${error instanceof Error ? error.message : String(error)}: install again; what is complete is kept`;
}
