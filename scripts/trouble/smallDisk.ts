import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of its own under the data folder, which fills up without hurting anybody else. */
export interface SmallDisk {
  /** Takes the last byte. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  /** After everything. */
  release(): void;
}

/** Undefined where this user may not mount: the disk cannot be filled then. */
export function smallDisk(folder: string, mebibytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mount = ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700`, 'tmpfs', folder];
  if (spawnSync('mount', mount).status !== 0) return undefined;
  const ballast = join(folder, 'ballast');
  return {
    fill() {
      writeFileSync(ballast, '');
      for (const bytes of [1_048_576, 65_536, 4_096]) writeUntilFull(ballast, bytes);
    },
    free: () => rmSync(ballast, { force: true }),
    release: () => void execFileSync('umount', ['--lazy', folder]),
  };
}

function writeUntilFull(file: string, bytes: number): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
