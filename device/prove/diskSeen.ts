import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { mebibyte } from '../image/partitions.ts';

const sector = 512;
/** Where the first partition begins: every image has it there. */
const espAt = mebibyte;

/** A partition of a machine's disk, as it is read from outside: also while the machine runs, as far as it has written it. */
export interface SeenPartition {
  readonly name: string;
  /** Bytes. */
  readonly start: number;
  readonly size: number;
}

/** The partitions of the table as it is now. */
export function partitionsOn(disk: string): readonly SeenPartition[] {
  const text = execFileSync('sfdisk', ['--json', disk], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const { partitiontable } = JSON.parse(text) as {
    readonly partitiontable: {
      readonly partitions: readonly { readonly name?: string; readonly start: number; readonly size: number }[];
    };
  };
  return partitiontable.partitions.map(({ name = '', start, size }) => ({
    ...{ name, start: start * sector, size: size * sector },
  }));
}

export function partitionOn(disk: string, name: string): SeenPartition {
  const found = partitionsOn(disk).find((each) => each.name === name);
  if (!found) throw new Error(`no partition ${name} on ${disk}`);
  return found;
}

/** Whether the data were begun: the head of a sealed volume stands behind what the image brought. */
export function isSealingBegun(disk: string): boolean {
  const { start, size } = partitionOn(disk, 'root-b');
  return bytesOn(disk, start + size, 4).toString('latin1') === 'LUKS';
}

/** Whether the partition of the data is in the table, which is written last. */
export function isSealingDone(disk: string): boolean {
  return partitionsOn(disk).some(({ name }) => name === 'data');
}

/** The names in a folder of the first partition; none while it is being written. */
export function namesOnEsp(disk: string, folder: string): readonly string[] {
  try {
    const words = ['-b', '-i', `${disk}@@${espAt}`, `::${folder}`];
    const listed = execFileSync('mdir', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return listed.split('\n').flatMap((line) => /([^/]+)$/.exec(line.trim())?.[1] ?? []);
  } catch {
    return [];
  }
}

/** How many of a partition's pieces are not empty, of those looked at: how far a copy into an empty one is, 0 to 1. */
export function filledOf(disk: string, name: string): number {
  const looks = 64;
  const { start, size } = partitionOn(disk, name);
  const places = Array.from({ length: looks }, (_each, place) => start + Math.floor((size / looks) * place));
  return places.filter((at) => bytesOn(disk, at, 4_096).some((byte) => byte !== 0)).length / looks;
}

export function bytesOn(disk: string, at: number, length: number): Buffer {
  const handle = openSync(disk, 'r');
  try {
    const bytes = Buffer.alloc(length);
    readSync(handle, bytes, 0, length, at);
    return bytes;
  } finally {
    closeSync(handle);
  }
}

/** Changes one byte of a file, as somebody who has it in hand can. */
export function changeByte(file: string, at: number): void {
  const handle = openSync(file, 'r+');
  try {
    const byte = Buffer.alloc(1);
    readSync(handle, byte, 0, 1, at);
    byte.writeUInt8(byte.readUInt8(0) ^ 0x01, 0);
    writeSync(handle, byte, 0, 1, at);
  } finally {
    closeSync(handle);
  }
}

/** Whether words can be read anywhere on a part of a disk. */
export function areReadable(disk: string, { start, size }: SeenPartition, words: readonly string[]): readonly string[] {
  const wanted = words.map((word) => Buffer.from(word, 'utf8'));
  const longest = Math.max(...wanted.map(({ length }) => length));
  const found = new Set<string>();
  const piece = 8 * mebibyte;
  const handle = openSync(disk, 'r');
  try {
    const bytes = Buffer.alloc(piece + longest);
    for (let at = start; at < start + size; at += piece) {
      const length = readSync(handle, bytes, 0, Math.min(bytes.length, start + size - at), at);
      const seen = bytes.subarray(0, length);
      for (const [place, word] of wanted.entries()) if (seen.includes(word)) found.add(words[place] ?? '');
    }
  } finally {
    closeSync(handle);
  }
  return [...found];
}

/** The names of the boot entries. */
export function bootEntriesOn(disk: string): readonly string[] {
  return namesOnEsp(disk, '/loader/entries').filter((name) => name.endsWith('.conf'));
}
