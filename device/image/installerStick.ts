import { writeFileSync } from 'node:fs';
import { diskImage } from './disk.ts';
import { espFiles, loaderFiles } from './espFiles.ts';
import { fatImage } from './fatImage.ts';
import { type ImageIdentity, menuTitle, stickVolumeId } from './identity.ts';
import { commandLine, signedKernel } from './kernelImage.ts';
import { stickPartitions } from './partitions.ts';
import type { RootImage } from './rootImage.ts';
import type { SigningKeys } from './signingKeys.ts';
import type { Workshop } from './work.ts';

/**
 * What makes the same system an installer: said in the signed command line, and nowhere else. It has no data of its own,
 * and neither waits for a disk that has some nor opens what lies on it.
 */
export function installerCommandLine(
  root: Pick<RootImage, 'rootHash' | 'hashOffset' | 'bytes'>,
  growth: number,
): string {
  return [
    commandLine(root),
    `uketsuke.install=${root.bytes},${growth}`,
    ...['systemd.unit=uketsuke-install.target', 'systemd.mask=uketsuke-data.service'],
  ].join(' ');
}

/**
 * A USB stick with the same root, that writes the system to the machine's own disk after one confirmation. On its first
 * partition lies, as files, what becomes the first partition and the kernel's own of the disk.
 */
export async function installerStick(
  shop: Workshop,
  {
    identity,
    keys,
    root,
    growth,
  }: {
    readonly identity: ImageIdentity;
    readonly keys: SigningKeys;
    readonly root: RootImage;
    readonly growth: number;
  },
): Promise<void> {
  const parts = {
    ...{ kernel: 'vmlinuz', initrd: 'initrd.img', osRelease: 'os-release' },
    commandLine: installerCommandLine(root, growth),
  };
  await signedKernel(shop, parts, keys.boot, 'install.efi');
  const title = `${menuTitle(identity)}, installer`;
  const entry = [`title ${title}`, `version ${identity.version}`, 'efi /EFI/uketsuke/install.efi', ''].join('\n');
  writeFileSync(shop.path('uketsuke-install.conf'), entry);
  const all = stickPartitions({ root: root.bytes });
  await fatImage(shop, 'install-esp.img', {
    ...{ mebibytes: all[0]?.size ?? 0, label: 'UKETSUKEIN', id: stickVolumeId },
    files: [
      ...loaderFiles,
      { at: '/EFI/uketsuke/install.efi', from: 'install.efi' },
      { at: '/loader/entries/uketsuke-install.conf', from: 'uketsuke-install.conf' },
      ...espFiles.map(({ at, from }) => ({ at: `/system${at}`, from })),
      { at: '/boot.img', from: 'boot.img' },
    ],
  });
  await diskImage(shop, 'installer.img', all, { 'install-esp': 'install-esp.img', 'install-root': root.file });
}
