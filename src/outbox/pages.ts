import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** One cell of a table's leaf page: a row, as SQLite's file format writes it. */
export interface PageCell {
  readonly rowid: number;
  /** Decoded columns. Large integers as numbers, text as string, blobs as Buffer. */
  readonly columns: readonly (number | string | Buffer | null)[];
}

const leafTable = 0x0d;
const walHeader = 32;
const frameHeader = 24;

/** Where no header says it: the size a queue is made with, and SQLite's own, which older queues have. */
const likelySizes = [8_192, 4_096];

/**
 * Every row on every leaf page of a database file and its write-ahead log, whether or not SQLite can still reach it:
 * newest copies first where the log has some. What does not parse is skipped; the caller decides what it believes.
 */
export function* rowsOnPages(file: string): Generator<PageCell> {
  const main = openPages(file, 0);
  const log = openPages(`${file}-wal`, walHeader);
  try {
    const written = main?.pageSize ?? log?.pageSize;
    for (const size of written === undefined ? likelySizes : [written]) {
      const overflow = (page: number): readonly Buffer[] =>
        [log, main].flatMap((pages) => pages?.numbered(page, size) ?? []);
      for (const pages of [log, main]) {
        for (const page of pages?.all(size) ?? []) yield* cellsOf(page, overflow);
      }
    }
  } finally {
    main?.close();
    log?.close();
  }
}

interface Page {
  readonly bytes: Buffer;
  /** Where its header is: the first page of the file starts with 100 bytes about the file. */
  readonly header: number;
}

interface Pages {
  readonly pageSize: number | undefined;
  all(size: number): Generator<Page>;
  /** Copies of page `number`, the newest first. */
  numbered(number: number, size: number): readonly Buffer[];
  close(): void;
}

function openPages(file: string, header: number): Pages | undefined {
  if (!existsSync(file)) return undefined;
  const descriptor = openSync(file, 'r');
  const length = fstatSync(descriptor).size;
  const isLog = header > 0;
  const read = (offset: number, size: number): Buffer => {
    const page = Buffer.alloc(size);
    readSync(descriptor, page, 0, size, offset);
    return page;
  };
  const step = (size: number): number => (isLog ? size + frameHeader : size);
  /** Where the copies of each page lie in the log, by the page size it was read with. */
  const frames = new Map<number, Map<number, number[]>>();
  const framesOf = (size: number): Map<number, number[]> => {
    const known = frames.get(size);
    if (known) return known;
    const found = new Map<number, number[]>();
    frames.set(size, found);
    for (let at = header; at + step(size) <= length; at += step(size)) {
      const number = read(at, 4).readUInt32BE(0);
      found.set(number, [at + frameHeader, ...(found.get(number) ?? [])]);
    }
    return found;
  };
  return {
    pageSize: pageSizeOf(isLog ? read(8, 4).readUInt32BE(0) : read(16, 2).readUInt16BE(0)),
    *all(size) {
      for (let at = header; at + step(size) <= length; at += step(size)) {
        const page = read(isLog ? at + frameHeader : at, size);
        yield { bytes: page, header: isFirstPage(page) ? 100 : 0 };
      }
    },
    numbered(number, size) {
      if (isLog) return (framesOf(size).get(number) ?? []).map((at) => read(at, size));
      return number * size <= length && number > 0 ? [read((number - 1) * size, size)] : [];
    },
    close: () => closeSync(descriptor),
  };
}

/** Undefined where the header itself is destroyed. */
function pageSizeOf(written: number): number | undefined {
  const size = written === 1 ? 65_536 : written;
  return size >= 512 && size <= 65_536 && (size & (size - 1)) === 0 ? size : undefined;
}

function isFirstPage(page: Buffer): boolean {
  return page.subarray(0, 15).toString('latin1') === 'SQLite format 3';
}

function* cellsOf({ bytes, header }: Page, overflow: (page: number) => readonly Buffer[]): Generator<PageCell> {
  if (bytes[header] !== leafTable) return;
  const count = bytes.readUInt16BE(header + 3);
  for (let pointer = header + 8; pointer < header + 8 + count * 2 && pointer + 2 <= bytes.length; pointer += 2) {
    try {
      yield* cellAt(bytes, bytes.readUInt16BE(pointer), overflow);
    } catch (error) {
      // A cell that points outside its page: what is left of a half overwritten one.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

function* cellAt(page: Buffer, start: number, overflow: (page: number) => readonly Buffer[]): Generator<PageCell> {
  const usable = page.length;
  const [length, afterLength] = varint(page, start);
  const [rowid, body] = varint(page, afterLength);
  const most = usable - 35;
  if (length <= most) {
    const columns = columnsOf(page.subarray(body, body + length));
    if (columns) yield { rowid, columns };
    return;
  }
  if (length > 16 * 1024 * 1024) return;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  const local = wanted <= most ? wanted : least;
  const head = page.subarray(body, body + local);
  // Each generation of the overflow pages is offered: which one belongs to this cell, only its seal can tell.
  for (const generation of [0, 1]) {
    const parts = [head];
    let [left, next] = [length - local, page.readUInt32BE(body + local)];
    while (left > 0) {
      const copies = overflow(next);
      const copy = copies[Math.min(generation, copies.length - 1)];
      if (!copy) return;
      parts.push(copy.subarray(4, 4 + Math.min(left, usable - 4)));
      left -= usable - 4;
      next = copy.readUInt32BE(0);
    }
    const columns = columnsOf(Buffer.concat(parts));
    if (columns) yield { rowid, columns };
  }
}

function columnsOf(record: Buffer): PageCell['columns'] | undefined {
  const [headerLength, first] = varint(record, 0);
  const columns: (number | string | Buffer | null)[] = [];
  let [at, body] = [first, headerLength];
  while (at < headerLength) {
    const [type, next] = varint(record, at);
    const size = sizeOf(type);
    if (size === undefined || body + size > record.length) return undefined;
    columns.push(decoded(type, record.subarray(body, body + size)));
    at = next;
    body += size;
  }
  return columns;
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function sizeOf(type: number): number | undefined {
  return type >= 12 ? Math.floor((type - 12) / 2) : integerSizes[type];
}

function decoded(type: number, bytes: Buffer): number | string | Buffer | null {
  if (type >= 12) return type % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8');
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  return type === 0 ? null : bytes.readIntBE(0, bytes.length);
}

/** SQLite's variable-length integer: seven bits a byte, the ninth byte whole. */
function varint(bytes: Buffer, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let each = 0; each < 8; each += 1) {
    const byte = bytes.readUInt8(at + each);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + each + 1];
  }
  return [value * 256 + bytes.readUInt8(at + 8), at + 9];
}
