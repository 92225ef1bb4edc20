import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file system in memory: what programs can only hand over as a file never touches a disk there. */
export const memory = '/dev/shm';

/**
 * A new folder there for our eyes only (0700). Those of the same name whose processes are no more, killed over a file,
 * are removed. Rejects where there is no such file system.
 */
export async function makeMemoryFolder(name: string): Promise<string> {
  const prefix = `${name}-`;
  const left = (await readdir(memory)).filter((each) => each.startsWith(prefix) && !isAlive(ownerOf(each, prefix)));
  await Promise.all(left.map((each) => rm(join(memory, each), { recursive: true, force: true })));
  return mkdtemp(join(memory, `${prefix}${process.pid}-`));
}

function ownerOf(folder: string, prefix: string): number {
  return Number.parseInt(folder.slice(prefix.length), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
