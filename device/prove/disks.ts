import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mebibyte } from '../image/partitions.ts';

/** Where the first partition begins: every image has it there. */
const espAt = mebibyte;

/** A disk as it comes from the shop. */
export function emptyDisk(disk: string, mebibytes = 8_192): void {
  writeFileSync(disk, '');
  truncateSync(disk, mebibytes * mebibyte);
}

/** Whether anything was ever written to it. */
export function isEmptyDisk(disk: string): boolean {
  return statSync(disk).blocks === 0;
}

/**
 * The machine's own disk: the image as it is handed out, on a disk that has room for data, with what clinic IT leaves
 * on its first partition.
 */
export function machineDisk(
  image: string,
  disk: string,
  setup: Readonly<Record<string, string>>,
  mebibytes = 8_192,
): void {
  // A copy of Node's writes the holes too, and a disk is mostly holes.
  execFileSync('cp', ['--sparse=always', image, disk]);
  truncateSync(disk, mebibytes * mebibyte);
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-setup-'));
  const volume = `${disk}@@${espAt}`;
  try {
    execFileSync('mmd', ['-i', volume, '::/uketsuke-setup']);
    for (const [name, text] of Object.entries(setup)) {
      const file = join(folder, name);
      writeFileSync(file, text);
      execFileSync('mcopy', ['-i', volume, file, `::/uketsuke-setup/${name}`]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
