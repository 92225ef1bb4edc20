import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { NewKernel } from './bootLoader.ts';

const pieceLength = 1024 * 1024;

/** The kernel on a slot's boot partition, which is mounted in `folder`. */
export function kernelIn(folder: string): NewKernel {
  const { title, version } = describedIn(readFileSync(join(folder, 'uketsuke.json'), 'utf8'));
  const handle = openSync(join(folder, 'uketsuke.efi'), 'r');
  return {
    title,
    version,
    read() {
      const piece = Buffer.alloc(pieceLength);
      const length = readSync(handle, piece);
      if (length > 0) return piece.subarray(0, length);
      closeSync(handle);
      return undefined;
    },
  };
}

function describedIn(text: string): { readonly title: string; readonly version: string } {
  const { title, version } = JSON.parse(text) as { readonly title?: unknown; readonly version?: unknown };
  if (typeof title !== 'string' || typeof version !== 'string')
    throw new Error('the boot partition does not say who it is');
  // Both become lines of a boot entry.
  return { title: title.replaceAll('\n', ' '), version: version.replaceAll(/\s/g, '') };
}
