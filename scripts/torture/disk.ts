import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** What is done to the disk, and how: real errors of the real kernel, nothing between SQLite and its files. */
export interface BadDisk {
  /** For the person who reads the output. */
  readonly mechanism: string;
  /** What the kiosk's command line is put behind. */
  readonly wrapper: () => readonly string[];
  /** Pages the database may have, where only that is to be had. */
  readonly maxPages?: number;
  /** Ends the trouble: room is made, writes go through again. */
  mend(): void;
  /** After everything. */
  release(): void;
}

const nothing = (): void => {};

export const goodDisk: BadDisk = { mechanism: 'none', wrapper: () => [], mend: nothing, release: nothing };

/** A file system of its own, a few megabytes large, that fills up (ENOSPC). Without root SQLite's own page limit. */
export function fullDisk(folder: string): BadDisk {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]).status === 0;
  if (!mounted) {
    return {
      mechanism: 'max_page_count (no root for a mount)',
      wrapper: () => [],
      maxPages: 300,
      mend: nothing,
      release: nothing,
    };
  }
  return {
    mechanism: 'ENOSPC from a 1 MB tmpfs',
    wrapper: () => [],
    mend: () => {
      execFileSync('mount', ['-o', 'remount,size=256m', folder]);
    },
    release: () => {
      execFileSync('umount', [folder]);
    },
  };
}

/** Every nth write or flush the kiosk asks of the kernel comes back with EIO; another n each round. */
export function failingWrites(): BadDisk {
  if (spawnSync('strace', ['-V']).status !== 0) {
    throw new Error('write errors are injected with strace: apt-get install strace');
  }
  let round = 0;
  let on = true;
  return {
    mechanism: 'EIO injected by strace into every nth pwrite64/fdatasync/fsync/ftruncate',
    wrapper: () => {
      if (!on) return [];
      round += 1;
      // From "nearly every commit fails" to "one in a hundred".
      const nth = 3 + ((round * 7) % 97);
      const calls = ['pwrite64', 'fdatasync', 'fsync', 'ftruncate'];
      const inject = calls.flatMap((call) => ['-e', `inject=${call}:error=EIO:when=${nth}+${nth}`]);
      return ['strace', '-f', '--seccomp-bpf', '-qqq', '-o', '/dev/null', '-e', `trace=${calls.join(',')}`, ...inject];
    },
    mend: () => {
      on = false;
    },
    release: nothing,
  };
}
