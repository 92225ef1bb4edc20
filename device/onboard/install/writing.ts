import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mebibyte, partitions, sfdiskScript } from '../../image/partitions.ts';
import type { RunProgram } from '../programs.ts';
import { partitionOf } from './targets.ts';

/** What the signed command line says of the system that is to be written. */
export interface SystemSize {
  /** Bytes of the root with its hashes. */
  readonly root: number;
  /** Room for what later ones grow by, MiB. */
  readonly growth: number;
}

/** `uketsuke.install=ROOT,GROWTH` of a kernel's command line; undefined where this is no installer. */
export function systemSizeIn(commandLine: string): SystemSize | undefined {
  const [, root, growth] = /(?:^|\s)uketsuke\.install=(\d+),(\d+)(?:\s|$)/.exec(commandLine) ?? [];
  return root === undefined ? undefined : { root: Number(root), growth: Number(growth) };
}

/** Where things are on the stick. */
export interface StickPlaces {
  /** The root with its hashes, as it is on every disk. */
  readonly root: string;
  /** Mounted: `system/` is the first partition's content, `boot.img` the kernel's own partition. */
  readonly files: string;
}

/** What of the disk is written, in order; the first partition last, so that a cut leaves nothing that can be started. */
export const writingParts = ['table', 'root', 'kernel', 'first partition'] as const;
export type WritingPart = (typeof writingParts)[number];

/**
 * Writes the whole system onto a disk. What was on it is gone from the first moment on. Throws with what a program said
 * where it cannot be done.
 *
 * @param mountAt an empty folder
 */
export function writeSystem(
  device: string,
  options: {
    readonly size: SystemSize;
    readonly stick: StickPlaces;
    readonly mountAt: string;
    readonly run: RunProgram;
    readonly onPart: (part: WritingPart) => void;
  },
): void {
  const { size, stick, mountAt, run, onPart } = options;
  const does = (program: string, words: readonly string[], input?: string): void => {
    const ended = run(program, words, input === undefined ? {} : { input });
    if (!ended.ok) throw new Error(`${program}: ${ended.stderr.trim()}`);
  };
  const all = partitions(size);
  const at = (name: string) => partitionOf(device, all.findIndex((each) => each.name === name) + 1);
  onPart('table');
  does('wipefs', ['--all', '--quiet', device]);
  does('sfdisk', ['--quiet', '--wipe=always', '--wipe-partitions=always', device], sfdiskScript(all));
  does('udevadm', ['settle', '--timeout=30']);
  onPart('root');
  copyOver(stick.root, at('root-a'), size.root);
  onPart('kernel');
  copyOver(join(stick.files, 'boot.img'), at('boot-a'));
  onPart('first partition');
  does('mkfs.vfat', ['-F', '32', '-n', 'UKETSUKE', at('esp')]);
  does('mount', ['-t', 'vfat', at('esp'), mountAt]);
  copyFolder(join(stick.files, 'system'), mountAt, run);
  does('umount', [mountAt]);
}

/** Copies bytes onto a device or file, and waits until they are there. */
export function copyOver(from: string, to: string, length = Number.POSITIVE_INFINITY): void {
  const [source, target] = [openSync(from, 'r'), openSync(to, 'r+')];
  try {
    const piece = Buffer.alloc(4 * mebibyte);
    for (let at = 0; at < length; ) {
      const read = readSync(source, piece, 0, Math.min(piece.length, length - at), at);
      if (read === 0) break;
      for (let written = 0; written < read; )
        written += writeSync(target, piece, written, read - written, at + written);
      at += read;
    }
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function copyFolder(from: string, to: string, run: RunProgram): void {
  const listed = run('find', [from, '-type', 'f', '-printf', '%P\\n']);
  if (!listed.ok) throw new Error(`find: ${listed.stderr.trim()}`);
  for (const name of listed.stdout.split('\n').filter((each) => each !== '')) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    copyFileSync(join(from, name), join(to, name));
  }
}
