import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './privateFile.ts';

const prefix = 'damaged-';

/** Moves a damaged database and its log out of the way; nothing of it is changed or deleted. */
export function setAside(folder: string, fileName: string, now: number): void {
  const aside = join(folder, `${prefix}${new Date(now).toISOString().replaceAll(':', '')}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const end of ['-wal', '-shm', '']) {
    const file = join(folder, `${fileName}${end}`);
    // The database goes last: until it is gone, the next start begins here again.
    if (existsSync(file)) renameSync(file, join(aside, `${fileName}${end}`));
  }
  syncFolder(aside);
  syncFolder(folder);
}

/** The folders in which what was set aside lies until somebody removes them, oldest first. */
export function setAsideFolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => join(folder, name));
}
