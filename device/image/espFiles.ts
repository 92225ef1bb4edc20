import type { FatFile } from './fatImage.ts';
import { enrolledFiles } from './secureBootKeys.ts';

/** What the boot loader does: the first entry at once, nothing else from anywhere, and our keys into a machine that waits for some. */
export const loaderConfiguration = [
  'timeout 0',
  'editor no',
  'auto-entries no',
  'auto-firmware no',
  'secure-boot-enroll force',
  '',
].join('\n');

/** What every first partition has that is started from. */
export const loaderFiles: readonly FatFile[] = [
  { at: '/EFI/BOOT/BOOTX64.EFI', from: 'boot-loader.efi' },
  { at: '/loader/loader.conf', from: 'loader.conf' },
  ...enrolledFiles.map((file) => ({ at: `/loader/keys/auto/${file}`, from: file })),
];

/** The first partition of a machine that was never started. */
export const espFiles: readonly FatFile[] = [
  ...loaderFiles,
  { at: '/EFI/uketsuke/a.efi', from: 'uketsuke.efi' },
  { at: '/loader/entries/uketsuke-a.conf', from: 'uketsuke-a.conf' },
];
