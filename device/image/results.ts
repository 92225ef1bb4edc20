import { createHash } from 'node:crypto';
import { createReadStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file, hex, read piece by piece. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Moves a file to where results lie; over another file system it would be copied. */
export function moveTo(from: string, to: string): void {
  rmSync(to, { force: true });
  renameSync(from, to);
}

/** `SHA256SUMS` of files in a folder, as `sha256sum -c` reads it, in order of name. */
export async function writeSums(folder: string, files: readonly string[]): Promise<void> {
  const lines: string[] = [];
  for (const file of [...files].sort()) lines.push(`${await sha256Of(join(folder, file))}  ${basename(file)}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}
