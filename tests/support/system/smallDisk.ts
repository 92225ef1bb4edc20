import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether this process may mount a disk of its own. */
export const mayMount = process.getuid?.() === 0;

/** A disk of `kilobytes` at `folder`, gone when the test ends. */
export function smallDisk(folder: string, kilobytes: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
}

/** Leaves no room on the disk of `folder`; returns the file to remove. */
export function fillUp(folder: string): string {
  const file = join(folder, 'ballast');
  writeFileSync(file, '');
  for (const bytes of [1024 * 1024, 64 * 1024, 4_096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
  return file;
}
