import { mkdirSync, rmSync } from 'node:fs';
import { release } from './aptSources.ts';
import { leftOutOfPackages } from './packageLists.ts';
import type { Work } from './work.ts';

export interface TreeOptions {
  readonly packages: readonly string[];
  /** Lines of `sources.list`. */
  readonly sources: readonly string[];
  /** Where fetched packages are kept from one build to the next: outside of git, as large as they are. */
  readonly cache: string;
}

/**
 * Makes a tree of Debian from its packages, by mmdebstrap. Packages that lie in the cache are not fetched again; apt
 * checks every one against the signed index all the same.
 */
export async function debianTree(work: Work, tree: string, { packages, sources, cache }: TreeOptions): Promise<void> {
  mkdirSync(cache, { recursive: true });
  rmSync(tree, { recursive: true, force: true });
  const archives = 'var/cache/apt/archives';
  // The initial system is made at the end, once: not by every package that might change it.
  const env = { INITRD: 'No' };
  const words = [
    ...['--mode=root', '--variant=minbase', '--format=directory'],
    '--aptopt=APT::Install-Recommends "false"',
    '--aptopt=Acquire::Languages "none"',
    // The packages stay until they are in the cache and counted.
    ...['--skip=essential/unlink', '--skip=cleanup/apt/cache'],
    `--setup-hook=mkdir -p "$1/${archives}" && find "${cache}" -name "*.deb" -exec cp -l -t "$1/${archives}" {} + || true`,
    `--customize-hook=cp -n "$1/${archives}"/*.deb "${cache}"/ && rm -f "$1/${archives}"/*.deb`,
    ...leftOutOfPackages.map((rule) => `--dpkgopt=${rule}`),
    `--include=${packages.join(',')}`,
    ...[release, tree, ...sources],
  ];
  await work.run('mmdebstrap', words, { env });
}
