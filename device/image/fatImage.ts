import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { mebibyte } from './partitions.ts';
import type { Workshop } from './work.ts';

/** A file on a FAT volume: where it stands there, and where it comes from in the workshop. */
export interface FatFile {
  readonly at: string;
  readonly from: string;
}

/** Makes a FAT volume of files, the same each time. */
export async function fatImage(
  shop: Workshop,
  file: string,
  options: {
    readonly mebibytes: number;
    readonly label: string;
    readonly id: string;
    readonly files: readonly FatFile[];
  },
): Promise<void> {
  rmSync(shop.path(file), { force: true });
  writeFileSync(shop.path(file), '');
  truncateSync(shop.path(file), options.mebibytes * mebibyte);
  await shop.runAtSourceDate('mkfs.vfat', ['--invariant', '-F', '32', '-n', options.label, '-i', options.id, file]);
  for (const folder of foldersOf(options.files))
    await shop.runAtSourceDate('mmd', ['-D', 's', '-i', file, `::${folder}`]);
  // -m keeps the time of the source, which is the build's; mtools would write the present moment.
  for (const { at, from } of options.files) await shop.runAtSourceDate('mcopy', ['-m', '-i', file, from, `::${at}`]);
}

/** Every folder the files need, those above first. */
export function foldersOf(files: readonly Pick<FatFile, 'at'>[]): readonly string[] {
  const folders = new Set<string>();
  for (const { at } of files) {
    for (let folder = dirname(at); folder !== '/' && folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort(
    (left, right) => left.split('/').length - right.split('/').length || (left < right ? -1 : 1),
  );
}
