/** What a picture says of itself, read before anything is decoded. */
export interface PictureClaim {
  readonly width: number;
  readonly height: number;
  /** How often a decoder has to go over it. */
  readonly scans: number;
}

/** How every PNG begins: its signature, and the head of the chunk that says its size. */
export const pngOpening = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpegOpening = Buffer.from('ffd8ff', 'hex');

/** The claim of a JPEG or a PNG; undefined for anything else, and where it says nothing clear. */
export function claimOfPicture(bytes: Uint8Array): PictureClaim | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (startsWith(file, jpegOpening)) return claimOfJpeg(file);
  return startsWith(file, pngOpening) ? claimOfPng(file) : undefined;
}

function claimOfPng(file: Buffer): PictureClaim | undefined {
  const size = pngOpening.length;
  if (file.length < size + 13) return undefined;
  // The last byte: laid out line by line, or in the seven passes of Adam7.
  const scans = file[size + 12] === 0 ? 1 : 7;
  return { width: file.readUInt32BE(size), height: file.readUInt32BE(size + 4), scans };
}

const startOfScan = 0xda;

/**
 * Goes from marker to marker, through the whole file: a second frame header, or scan after scan behind a small first
 * one, are claims too. Undefined where there is not exactly one frame header before the first scan.
 */
function claimOfJpeg(file: Buffer): PictureClaim | undefined {
  let [frames, scans, width, height] = [0, 0, 0, 0];
  for (let at = nextMarker(file, 2); at !== undefined; ) {
    const code = file[at + 1] ?? 0;
    if (isAlone(code)) {
      at = nextMarker(file, at + 2);
      continue;
    }
    if (at + 4 > file.length) break;
    if (isFrameHeader(code)) {
      if (at + 9 > file.length) break;
      frames += 1;
      [height, width] = [file.readUInt16BE(at + 5), file.readUInt16BE(at + 7)];
    }
    if (code === startOfScan) {
      if (frames === 0) return undefined;
      scans += 1;
    }
    at = nextMarker(file, at + 2 + file.readUInt16BE(at + 2));
  }
  return frames === 1 && scans > 0 ? { width, height, scans } : undefined;
}

/** Where the next marker stands: after stuffed bytes, restarts and filler. Byte by byte: a call for each costs more. */
function nextMarker(file: Buffer, from: number): number | undefined {
  for (let at = from; at + 1 < file.length; at++) {
    if (file[at] !== 0xff) continue;
    const code = file[at + 1] ?? 0;
    if (code !== 0 && code !== 0xff && !isRestart(code)) return at;
  }
  return undefined;
}

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}

/** Markers without a segment: TEM, SOI, EOI. */
function isAlone(code: number): boolean {
  return code === 0x01 || code === 0xd8 || code === 0xd9;
}

/** SOF0 to SOF15 but for DHT, JPG and DAC, which lie among them. */
function isFrameHeader(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

export function startsWith(file: Buffer, opening: Buffer): boolean {
  return opening.equals(file.subarray(0, opening.length));
}
