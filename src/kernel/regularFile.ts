import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Settings, certificates and keys are some kilobytes; what is larger is none of them. Bytes. */
export const mostOfSettings = 1024 * 1024;

export interface RegularFile {
  readonly bytes: Buffer;
  /** Permission bits of what was read, not of what has its name a moment later. */
  readonly mode: number;
}

/**
 * Reads a file that somebody named. Only a regular file: a pipe would be waited for without end, a device has none.
 * Links are followed, since keys and settings are handed over by them. Throws where it is anything else, larger than
 * `most` bytes, or cannot be read.
 */
export function readRegularFile(file: string, most = mostOfSettings): RegularFile {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new Error(`${file} is not a regular file`);
    // One more than it says it has: what grows meanwhile, or says nothing (/proc), is found out.
    const room = Buffer.alloc(Math.min(found.size, most) + 1);
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, room, length, room.length - length, null);
      length += read;
      if (read === 0) break;
      if (length === room.length) throw new Error(`${file} has more than ${room.length - 1} bytes`);
    }
    return { bytes: room.subarray(0, length), mode: found.mode };
  } finally {
    closeSync(descriptor);
  }
}

/** The same as text, UTF-8. */
export function readRegularText(file: string, most?: number): string {
  return readRegularFile(file, most).bytes.toString('utf8');
}
