import { createHash } from 'node:crypto';
import { statSync, truncateSync } from 'node:fs';
import { rootUuid, verityUuid } from './identity.ts';
import type { Work, Workshop } from './work.ts';

/** A root file system with the tree of its hashes behind it, in one file. */
export interface RootImage {
  /** Its file's name in the workshop. */
  readonly file: string;
  readonly bytes: number;
  /** What the signed kernel command line must say for it to be opened. */
  readonly rootHash: string;
  /** Where the hashes begin, bytes. */
  readonly hashOffset: number;
}

/** As it is handed out, and as it is tried: packed in a tenth of the time, and larger by a half. */
export const packings = { small: '-zzstd,level=6', quick: '-zlz4' } as const;
export type Packing = keyof typeof packings;

const block = 4_096;
/** Public: a salt only keeps two images of the same content from having the same hashes elsewhere. */
const salt = createHash('sha256').update('uketsuke').digest('hex');

/**
 * Packs a tree as erofs (read-only by its nature) and appends its dm-verity hashes: every block that is ever read
 * is checked against the one hash that the signed kernel carries.
 *
 * @param tree a folder in the workshop's place, by its name
 */
export async function rootImage(
  shop: Workshop,
  work: Work,
  tree: string,
  packing: Packing = 'small',
): Promise<RootImage> {
  const file = 'root.img';
  await shop.run('mkfs.erofs', [
    ...[packings[packing], '-C65536', `-T${work.sourceDate}`, '-U', rootUuid],
    ...['--quiet', file, tree],
  ]);
  const hashOffset = Math.ceil(statSync(shop.path(file)).size / block) * block;
  truncateSync(shop.path(file), hashOffset);
  const formatted = await shop.run('veritysetup', [
    ...['format', `--hash-offset=${hashOffset}`, `--data-blocks=${hashOffset / block}`],
    ...[`--data-block-size=${block}`, `--hash-block-size=${block}`, `--salt=${salt}`, `--uuid=${verityUuid}`],
    ...[file, file],
  ]);
  const rootHash = /Root hash:\s*([0-9a-f]{64})/.exec(formatted.stdout)?.[1];
  if (rootHash === undefined) throw new Error(`veritysetup named no root hash: ${formatted.stdout}`);
  return { file, bytes: statSync(shop.path(file)).size, rootHash, hashOffset };
}
