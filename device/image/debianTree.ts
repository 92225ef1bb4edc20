import { mkdirSync, rmSync } from 'node:fs';
import { type DebianRelease, release } from './aptSources.ts';
import { leftOutOfPackages } from './packageLists.ts';
import type { Work } from './work.ts';

export interface TreeOptions {
  /** The one an image is made of where absent. */
  readonly release?: DebianRelease;
  readonly packages: readonly string[];
  /** Rules of what is left out of every package (dpkg); what a kiosk does not need where absent. */
  readonly leftOut?: readonly string[];
  /** Lines of `sources.list`. */
  readonly sources: readonly string[];
  /** Where fetched packages are kept from one build to the next: outside of git, as large as they are. */
  readonly cache: string;
}

/**
 * Makes a tree of Debian from its packages, by mmdebstrap. Packages that lie in the cache are not fetched again; apt
 * checks every one against the signed index all the same.
 */
export async function debianTree(work: Work, tree: string, options: TreeOptions): Promise<void> {
  const { packages, sources, cache } = options;
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
    ...(options.leftOut ?? leftOutOfPackages).map((rule) => `--dpkgopt=${rule}`),
    `--include=${packages.join(',')}`,
    ...[options.release ?? release, tree, ...sources],
  ];
  await work.run('mmdebstrap', words, { env });
}
