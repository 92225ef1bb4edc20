import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type DebianMirrors, type DebianRelease, sourceLines } from '../../image/aptSources.ts';
import { debianTree } from '../../image/debianTree.ts';
import { parseStatus } from '../../image/packageSet.ts';
import type { Work } from '../../image/work.ts';

/** What a PC has before: a small system that starts, and what its owner may have. */
const before = ['systemd', 'systemd-sysv', 'dbus', 'init', 'procps', 'nftables'];

export interface SatisfiedTreeOptions {
  readonly release: DebianRelease;
  /** The package whose needs are met. */
  readonly deb: string;
  /** Where trees and fetched packages are kept. */
  readonly cache: string;
  readonly mirrors: DebianMirrors;
}

/**
 * A small Debian with everything that the package needs, by Debian's own packages alone, and without the package: what
 * is there afterwards is the package's. Kept by what it was made for; throws where Debian cannot meet its needs.
 */
export async function satisfiedTree(
  work: Work,
  { release, deb, cache, mirrors }: SatisfiedTreeOptions,
): Promise<{ readonly tree: string; readonly packages: number }> {
  const needs = (await work.run('dpkg-deb', ['--field', deb, 'Depends'])).stdout.trim();
  const name = createHash('sha256')
    .update([release, needs, ...before].join('\n'))
    .digest('hex')
    .slice(0, 12);
  const tree = join(cache, `${release}-${name}`);
  if (!existsSync(tree)) {
    const making = `${tree}.making`;
    const sources = sourceLines(mirrors, release);
    const debs = join(cache, `${release}.packages`);
    const packages = [...before, ...namesIn(needs)];
    await debianTree(work, making, { release, packages, leftOut: [], sources, cache: debs });
    renameSync(making, tree);
  }
  return { tree, packages: parseStatus(readFileSync(join(tree, 'var/lib/dpkg/status'), 'utf8')).length };
}

/** The packages that `Depends` names; whether their versions will do is judged by apt, when it installs without a network. */
function namesIn(depends: string): readonly string[] {
  return depends.split(', ').map((each) => each.split(' ')[0] ?? '');
}
