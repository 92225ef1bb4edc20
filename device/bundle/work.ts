import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Runs a program to its end, its output below ours. Throws where it fails: a build has nobody to recover for. */
export function run(program: string, words: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv }) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => said.push(data));
    child.stderr.on('data', (data: Buffer) => said.push(data));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${words.join(' ')} ended with ${code}:\n${Buffer.concat(said)}`));
    });
  });
}

/**
 * A folder that is made once for all that it is made from, and never seen half made.
 *
 * @param madeFrom everything it depends on; another text is another folder
 */
export async function madeOnce(
  under: string,
  madeFrom: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = `${under}-${createHash('sha256').update(madeFrom).digest('hex').slice(0, 16)}`;
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  await make(making);
  renameSync(making, folder);
  return folder;
}

/** Copies a file or a folder, with the folders above it. Links are followed: what is copied stands alone. */
export function copy(from: string, to: string, filter: (path: string) => boolean = () => true): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => filter(path) });
}
