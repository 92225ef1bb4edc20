import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bundle/work.ts';
import { debianVersion } from './control.ts';
import { type LayoutOptions, layOut } from './layout.ts';

/** Name of the package's file. */
export function debFile(version: string): string {
  return `uketsuke_${debianVersion(version)}_amd64.deb`;
}

/**
 * Makes `uketsuke_VERSION_amd64.deb` of a bundle, and returns its path. Of the same bundle it is the same bytes: times,
 * owners and order are said, and dpkg-deb compresses without asking how many processors there are.
 */
export async function makeDeb(options: LayoutOptions, out: string): Promise<string> {
  const { version, sourceDate } = options;
  mkdirSync(out, { recursive: true });
  const file = join(out, debFile(version));
  const [tree, making] = [`${file}.tree`, `${file}.making`];
  layOut(tree, options);
  const words = ['--root-owner-group', '-Zzstd', '-z9', '--threads-max=1', '--build', tree, making];
  await run('dpkg-deb', words, { cwd: out, env: { SOURCE_DATE_EPOCH: `${sourceDate}`, LC_ALL: 'C.UTF-8' } });
  rmSync(tree, { recursive: true });
  renameSync(making, file);
  return file;
}
