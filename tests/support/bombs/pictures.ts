import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A grey JPEG whose frame header says so many pixels; what follows is that of 16 × 16. */
export async function jpegThatClaims(width: number, height: number): Promise<Buffer> {
  const jpeg = await greyJpeg(16);
  const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
  jpeg.writeUInt16BE(height, frame + 5);
  jpeg.writeUInt16BE(width, frame + 7);
  return jpeg;
}

/** A progressive JPEG of `side` × `side` with its scans over and over: each is one more pass over all of it. */
export async function jpegOfManyScans(side: number, times: number): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: side, height: side, channels: 3, background: '#808080' } })
    .jpeg({ progressive: true })
    .toBuffer();
  const [first, end] = [jpeg.indexOf(Buffer.from('ffda', 'hex')), jpeg.length - 2];
  const scans = jpeg.subarray(first, end);
  return Buffer.concat([jpeg.subarray(0, end), ...Array.from({ length: times }, () => scans), jpeg.subarray(end)]);
}

/** A small JPEG with a second frame header behind the first scan. */
export async function jpegWithTwoFrames(): Promise<Buffer> {
  const [small, large] = [await greyJpeg(16), await jpegThatClaims(65_500, 65_500)];
  return Buffer.concat([small.subarray(0, -2), large.subarray(2)]);
}

/** A valid one-bit PNG of nothing: its data shrinks a thousandfold. */
export function blankPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const data = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 9 });
  return pngOf(chunk('IHDR', header), chunk('IDAT', data), chunk('IEND'));
}

/** A small PNG whose text, colour profile and comment each unfold to `bytes`. */
export function pngWithLongWords(bytes: number): Buffer {
  const words = deflateSync(Buffer.alloc(bytes, 0x20), { level: 9 });
  const header = Buffer.from('000000100000001008000000' + '00', 'hex');
  const data = deflateSync(Buffer.alloc(16 * 17));
  return pngOf(
    chunk('IHDR', header),
    chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), words])),
    chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), words])),
    chunk('IDAT', data),
    chunk('IEND'),
  );
}

function greyJpeg(side: number): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();
}

function pngOf(...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

export function chunk(type: string, content: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** As PNG wants it: CRC-32 of ISO 3309. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
