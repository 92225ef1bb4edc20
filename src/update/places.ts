import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';

/** Whoever may install an older version leaves this file; RAUC's handler looks for it. Gone with the next start. */
export const olderAllowedFile = '/run/uketsuke-update/older-allowed';

/** Leaves the word that an older version is allowed. Errors: U-724 it cannot be left: only root may. */
export function permitOlder(file: string = olderAllowedFile): Result<() => void> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, '');
    return ok(() => rmSync(file, { force: true }));
  } catch (error) {
    return failed('U-724', `${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The version of the image that runs; undefined where the system is none of ours. */
export function imageVersion(osRelease = '/etc/os-release'): string | undefined {
  try {
    const text = readFileSync(osRelease, 'utf8');
    return /^IMAGE_ID="?uketsuke-kiosk"?$/m.test(text) ? /^IMAGE_VERSION="?([^"\n]+)/m.exec(text)?.[1] : undefined;
  } catch {
    return undefined;
  }
}
