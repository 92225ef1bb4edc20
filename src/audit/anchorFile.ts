import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../storage/privateFile.ts';
import { type Anchor, anchorLine, parseAnchor } from './anchor.ts';

/**
 * Appends anchors durably. What a power cut left of a line that was being written is cut off first: that anchor was
 * never complete, and its record in the trail brings it again.
 * @param flush `later` leaves it to {@link flushAnchors} that they last
 */
export function appendAnchors(file: string, anchors: readonly Anchor[], flush: 'now' | 'later' = 'now'): void {
  const isNew = !existsSync(file);
  const descriptor = openSync(file, isNew ? 'ax+' : 'a+', 0o600);
  try {
    const { size } = fstatSync(descriptor);
    const whole = endOfLastLine(descriptor, size);
    if (whole < size) ftruncateSync(descriptor, whole);
    writeSync(descriptor, anchors.map(anchorLine).join(''));
    if (flush === 'now') fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (isNew) syncFolder(dirname(file));
}

/** Makes what was appended last, without this thread waiting for it. Rejects with what the system says. */
export async function flushAnchors(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The newest anchor of the file, from its end alone. Undefined where there is no file, or no anchor at its end. */
export function lastAnchor(file: string): Anchor | undefined {
  if (!existsSync(file)) return undefined;
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const tail = readTail(descriptor, endOfLastLine(descriptor, size));
    return parseAnchor(tail.trimEnd().split('\n').at(-1) ?? '');
  } finally {
    closeSync(descriptor);
  }
}

/** One line of the file: the anchor, or undefined where the line is none. */
export interface AnchorLine {
  /** From 1. */
  readonly line: number;
  readonly anchor: Anchor | undefined;
}

/** All lines that were written to their end; none where there is no file. */
export function readAnchors(file: string): readonly AnchorLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((text, at) => ({ line: at + 1, anchor: parseAnchor(text) }));
}

/** A line has some 330 bytes. */
const tailBytes = 4_096;

function readTail(descriptor: number, end: number): string {
  const tail = Buffer.alloc(Math.min(tailBytes, end));
  readSync(descriptor, tail, 0, tail.length, end - tail.length);
  return tail.toString('latin1');
}

function endOfLastLine(descriptor: number, size: number): number {
  const tail = readTail(descriptor, size);
  return size - tail.length + tail.lastIndexOf('\n') + 1;
}
