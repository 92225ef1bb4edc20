import { closeSync, fsyncSync, openSync, readSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { diskSize, mebibyte, type Partition, sfdiskScript } from './partitions.ts';
import type { Workshop } from './work.ts';

/** What lies on a partition, as a file in the workshop; what is not named is empty. */
export type Contents = Readonly<Partial<Record<Partition['name'], string>>>;

/** Writes the partition table and what lies on the partitions into one file, sparse. */
export async function diskImage(
  shop: Workshop,
  file: string,
  all: readonly Partition[],
  contents: Contents,
): Promise<void> {
  const path = shop.path(file);
  rmSync(path, { force: true });
  writeFileSync(path, '');
  truncateSync(path, diskSize(all) * mebibyte);
  await shop.run('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', file], { input: sfdiskScript(all) });
  for (const partition of all) {
    const from = contents[partition.name];
    if (from !== undefined) put(shop.path(from), path, partition);
  }
}

function put(from: string, disk: string, { name, start, size }: Partition): void {
  const [source, target] = [openSync(from, 'r'), openSync(disk, 'r+')];
  try {
    const [piece, nothing] = [Buffer.alloc(mebibyte), Buffer.alloc(mebibyte)];
    for (let at = 0; ; ) {
      const length = readSync(source, piece, 0, piece.length, at);
      if (length === 0) break;
      if (at + length > size * mebibyte) throw new Error(`${from} does not fit into ${name}`);
      const bytes = piece.subarray(0, length);
      // Nothing is written where nothing is: the file stays sparse.
      if (!bytes.equals(nothing.subarray(0, length))) writeSync(target, bytes, 0, length, start * mebibyte + at);
      at += length;
    }
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}
