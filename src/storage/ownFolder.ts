import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';

/**
 * A folder of ours where everybody may write (/tmp): made, or found as it was made. Whoever comes first there may have
 * planted a link, or a folder of their own under this name. Errors: U-702 it is not ours alone.
 */
export function ownFolderIn(shared: string, name: string): Result<string> {
  const folder = join(shared, name);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      return failed('U-702', error instanceof Error ? error.message : String(error));
    }
  }
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const isOurs = found?.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  return isOurs ? ok(folder) : failed('U-702', `${folder} is not a folder of this user alone: take it away`);
}
