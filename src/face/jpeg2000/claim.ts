/** What a codestream's main header asks a decoder to do, before it has done any of it. */
export interface Jpeg2000Claim {
  readonly width: number;
  readonly height: number;
  /** Each component of 8 bits, unsigned, and as wide and high as the picture. */
  readonly isPlain: boolean;
  readonly components: number;
  readonly tiles: number;
  readonly layers: number;
  /** Levels of the wavelet. */
  readonly levels: number;
  /** Pieces into which layers, components, levels and precincts cut it; each costs memory, be it empty. */
  readonly packets: number;
}

const marker = { size: 0xff51, coding: 0xff52, startOfTile: 0xff90 } as const;
/** SIZ: marker, length, capabilities, eight numbers of the grid, the number of components, and 3 bytes each. */
const size = { grid: 4 + 2, components: 4 + 34, each: 4 + 36 } as const;
/** COD: marker, length, style, order, layers, transform of components, levels, and precincts at the end. */
const coding = { style: 4, layers: 6, levels: 9, precincts: 14 } as const;
/** Sides of a precinct where the header names none, as a power of two. */
const widestPrecinct = 15;

/** What `codestream` claims; undefined where its header is broken. The codestream begins with SOC and SIZ. */
export function claimOf(codestream: Uint8Array): Jpeg2000Claim | undefined {
  const header = Buffer.from(codestream.buffer, codestream.byteOffset, codestream.length);
  try {
    const codingAt = segmentAt(header, marker.coding);
    return codingAt === undefined ? undefined : read(header.subarray(2), header.subarray(codingAt));
  } catch (error) {
    // Cut short.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where a segment of the main header begins. */
function segmentAt(header: Buffer, wanted: number): number | undefined {
  for (let at = 2; at + 4 <= header.length; at += 2 + header.readUInt16BE(at + 2)) {
    const code = header.readUInt16BE(at);
    if (code === wanted) return at;
    if (code === marker.startOfTile) return undefined;
  }
  return undefined;
}

function read(siz: Buffer, cod: Buffer): Jpeg2000Claim {
  const grid = (index: number) => siz.readUInt32BE(size.grid + 4 * index);
  const [right, lower, left, upper] = [grid(0), grid(1), grid(2), grid(3)];
  const [tileWidth, tileHeight, tileLeft, tileUpper] = [grid(4), grid(5), grid(6), grid(7)];
  const [width, height] = [right - left, lower - upper];
  const components = siz.readUInt16BE(size.components);
  const each = siz.subarray(size.each, size.each + 3 * components);
  const layers = cod.readUInt16BE(coding.layers);
  const levels = cod.readUInt8(coding.levels);
  const precincts = precinctsOf({ width, height, levels }, cod);
  return {
    ...{ width, height, components, layers, levels },
    isPlain: each.length === 3 * components && each.every((value, index) => value === (index % 3 === 0 ? 7 : 1)),
    tiles: Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((lower - tileUpper) / tileHeight),
    packets: layers * components * precincts,
  };
}

/** Precincts of one component over all its levels, the smallest picture first. */
function precinctsOf(
  { width, height, levels }: { width: number; height: number; levels: number },
  cod: Buffer,
): number {
  const areNamed = (cod.readUInt8(coding.style) & 1) !== 0;
  let precincts = 0;
  for (let level = 0; level <= levels; level++) {
    const sides = areNamed ? cod.readUInt8(coding.precincts + level) : widestPrecinct * 0x11;
    const shrunk = 2 ** (levels - level);
    const [columns, rows] = [sides & 0x0f, sides >> 4].map((exponent) => shrunk * 2 ** exponent);
    precincts += Math.ceil(width / (columns ?? 1)) * Math.ceil(height / (rows ?? 1));
  }
  return precincts;
}
