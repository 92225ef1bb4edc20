import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compatible } from './identity.ts';
import type { SigningKeys } from './signingKeys.ts';
import type { Workshop } from './work.ts';

/** `manifest.raucm`, in the verity format: RAUC checks every block of the bundle as it reads it. */
export function manifest(version: string): string {
  return [
    ...['[update]', `compatible=${compatible}`, `version=${version}`, ''],
    ...['[bundle]', 'format=verity', ''],
    ...['[image.root]', 'filename=root.img', ''],
    ...['[image.boot]', 'filename=boot.img', ''],
  ].join('\n');
}

/** The signed update: the same root and kernel as on the disk image. Returns its file's name in the workshop. */
export async function updateBundle(
  shop: Workshop,
  options: { readonly version: string; readonly root: string; readonly boot: string; readonly keys: SigningKeys },
): Promise<string> {
  const { version, keys } = options;
  const folder = 'bundle';
  const file = 'update.raucb';
  rmSync(shop.path(folder), { recursive: true, force: true });
  rmSync(shop.path(file), { force: true });
  mkdirSync(shop.path(folder));
  writeFileSync(shop.path(folder, 'manifest.raucm'), manifest(version));
  linkSync(shop.path(options.root), shop.path(folder, 'root.img'));
  linkSync(shop.path(options.boot), shop.path(folder, 'boot.img'));
  const { key, certificate } = keys.update;
  // The root is compressed already.
  const packing = ['--mksquashfs-args=-comp zstd -Xcompression-level 1 -processors 2'];
  const signing = [`--cert=${certificate}`, `--key=${key}`, `--keyring=${keys.updateAuthority}`];
  await shop.run('rauc', [...signing, ...packing, 'bundle', join(folder), file]);
  return file;
}
