import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { FilePlace, IncomingFile } from './filePlace.ts';

/** No network that a kiosk could run is larger; a place that never ends is cut off here. */
const mostBytes = 512 * 1024 * 1024;

/** A file by what is known of it beforehand. */
export interface WantedFile {
  readonly name: string;
  /** Lower-case hex; any of them is right. */
  readonly sha256: readonly string[];
  /** Bytes, where it is known. */
  readonly size?: number;
  /** Whom to ask for it where nobody has the right one. */
  readonly source: string;
}

/** Told how many of how many bytes have come; the total is 0 where nobody says. */
export type FetchProgress = (done: number, total: number) => void;

/**
 * Brings a file to `part`, whole, right and flushed to the disk. What was there of it is gone on with, from whichever
 * place; where the way breaks it is gone on with from the same place as long as that brings more, then from the next.
 * What has come stays there for the next time, unless it turned out wrong. Two that bring the same file at once may spoil
 * it for each other, which is found out at the end.
 *
 * @returns U-703 says of each place what was in the way, and what to do
 */
export async function fetchFile(
  wanted: WantedFile,
  places: readonly FilePlace[],
  part: string,
  progress: FetchProgress,
): Promise<Result<void>> {
  const reasons: string[] = [];
  try {
    await mkdir(dirname(part), { recursive: true });
    if (await isRight(wanted, part)) return ok(undefined);
    for (const place of places) {
      const outcome = await fetchFrom(place, wanted, part, progress);
      if (outcome === 'right') return ok(undefined);
      reasons.push(outcome);
    }
  } catch (error) {
    return failed('U-703', `${wanted.name}: ${whatToDo(error, dirname(part))}`);
  }
  const all = reasons.join('; ');
  return failed('U-703', all.includes(wanted.name) ? all : `${wanted.name}: ${all}`);
}

/** `right`, or what was in the way here. Throws where the disk is. */
async function fetchFrom(
  place: FilePlace,
  wanted: WantedFile,
  part: string,
  progress: FetchProgress,
): Promise<'right' | string> {
  const before = await sizeOf(part);
  for (let there = before; ; ) {
    const incoming = await place.open(there);
    if (!incoming.ok) return incoming.problem.detail ?? incoming.problem.code;
    const { start, size } = incoming.value;
    const broken = await append(incoming.value, part, wanted.size ?? mostBytes, (done) =>
      progress(done, wanted.size ?? size ?? 0),
    );
    const now = await sizeOf(part);
    if (broken === undefined && (wanted.size === undefined || now >= wanted.size)) {
      if (await isRight(wanted, part)) return 'right';
      await rm(part, { force: true });
      // What was there before may have been of another file.
      if (start > 0 && before > 0) return fetchFrom(place, wanted, part, progress);
      return notTheFile(wanted);
    }
    if (now <= there) return `${wanted.name}: ${broken ?? 'less came than there should be'}: install again to go on`;
    there = now;
  }
}

/**
 * Writes what comes behind what is there, and no more than a little over `most` bytes; what broke the way, if anything.
 * Throws where the disk does not take it.
 */
async function append(
  { bytes, start }: IncomingFile,
  part: string,
  most: number,
  tell: (done: number) => void,
): Promise<string | undefined> {
  const file = await open(part, start === 0 ? 'w' : 'r+');
  try {
    const broken = await copy(bytes, start, most, file, tell);
    await file.sync();
    return broken;
  } finally {
    await file.close();
  }
}

/** What breaks the way is told apart from what the disk does: only the latter is thrown. */
async function copy(
  bytes: AsyncIterable<Uint8Array>,
  start: number,
  most: number,
  file: FileHandle,
  tell: (done: number) => void,
): Promise<string | undefined> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    for (let done = start; ; ) {
      const next = await iterator.next().catch((error: unknown) => messageOf(error));
      if (typeof next === 'string') return next;
      if (next.done) return undefined;
      await file.write(next.value, 0, next.value.length, done);
      done += next.value.length;
      if (done > most) return undefined;
      tell(done);
    }
  } finally {
    await iterator.return?.();
  }
}

async function isRight({ sha256 }: WantedFile, path: string): Promise<boolean> {
  if ((await sizeOf(path)) === 0) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return sha256.includes(hash.digest('hex'));
}

/** Bytes; 0 where there is nothing. */
async function sizeOf(path: string): Promise<number> {
  const about = await stat(path).catch(() => undefined);
  return about?.size ?? 0;
}

function notTheFile({ name, source }: WantedFile): string {
  return (
    `${name} is not the file the manifest names (its sha256 is another): damaged on its way, or another version. ` +
    `Nothing was replaced. Fetch it anew; it comes from ${source}`
  );
}

/** What is to be done where the disk is in the way. */
export function whatToDo(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `no room left in ${folder}: make room and install again`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `${folder} cannot be written to: install as its owner, or name another folder with --to`;
  }
  return `${messageOf(error)}: install again; what has come is kept`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
