/** What a JPEG 2000 picture says of itself. Whatever it says, there is next to nothing in it: every packet is empty. */
export interface CodestreamClaim {
  readonly width: number;
  readonly height: number;
  /** 1 where absent. */
  readonly components?: number;
  /** Side of the tiles; the whole picture is one where absent. */
  readonly tileSide?: number;
  /** Wavelet levels; 5 where absent. */
  readonly levels?: number;
  /** Quality layers; 1 where absent. */
  readonly layers?: number;
  /** Bits of a sample; 8 where absent. */
  readonly bits?: number;
  /** How many samples of the picture one of a component stands for, on each side; 1 where absent. */
  readonly step?: number;
  /** Precincts of so many pixels (a power of two) instead of one for everything. */
  readonly precinct?: number;
  /** How many tile-parts really follow; one where absent. */
  readonly tileParts?: number;
}

/** A bare codestream, valid as far as its tile-parts go. */
export function codestreamOf(claim: CodestreamClaim): Buffer {
  const { tileParts = 1, levels = 5, layers = 1, components = 1 } = claim;
  // An empty packet is one zero byte; what a decoder misses it takes for empty too.
  const packets = Buffer.alloc(Math.min(4_096, (levels + 1) * layers * components));
  const parts = Array.from({ length: tileParts }, (_, tile) => [
    segment(0xff90, u16(tile), u32(14 + packets.length), Buffer.from([0, 1])),
    Buffer.from('ff93', 'hex'),
    packets,
  ]);
  return Buffer.concat([
    Buffer.from('ff4f', 'hex'),
    sizeOf(claim),
    codingOf(claim),
    segment(0xff5c, Buffer.from([0x40]), Buffer.alloc(3 * levels + 1, 0x48)),
    ...parts.flat(),
    Buffer.from('ffd9', 'hex'),
  ]);
}

/** A JP2 file around a codestream; `said` is what its header box claims, `before` stands ahead of the codestream. */
export function jp2Of(
  codestream: Uint8Array,
  said: Pick<CodestreamClaim, 'width' | 'height'>,
  ...before: Buffer[]
): Buffer {
  const header = [u32(said.height), u32(said.width), u16(1), Buffer.from([7, 7, 0, 0])];
  return Buffer.concat([
    box('jP  ', Buffer.from('0d0a870a', 'hex')),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2h', box('ihdr', ...header), box('colr', Buffer.from([1, 0, 0]), u32(17))),
    ...before,
    box('jp2c', codestream),
  ]);
}

/** A box in which nobody reads: a good place for a codestream that is not the one. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

/** A palette of 1,024 colours for one component. */
export function paletteBoxes(columns: number): Buffer {
  const palette = box(
    'pclr',
    u16(1_024),
    Buffer.from([columns]),
    Buffer.alloc(columns, 7),
    Buffer.alloc(1_024 * columns),
  );
  const map = Buffer.concat(Array.from({ length: columns }, (_, column) => Buffer.from([0, 0, 1, column])));
  return Buffer.concat([palette, box('cmap', map)]);
}

function sizeOf({ width, height, components = 1, tileSide, bits = 8, step = 1 }: CodestreamClaim): Buffer {
  const tile = [tileSide ?? width, tileSide ?? height].map(u32);
  const area = [u32(width), u32(height), u32(0), u32(0), ...tile, u32(0), u32(0)];
  const each = Buffer.alloc(3 * components, Buffer.from([bits - 1, step, step]));
  return segment(0xff51, u16(0), ...area, u16(components), each);
}

function codingOf({ levels = 5, layers = 1, precinct }: CodestreamClaim): Buffer {
  const exponent = precinct === undefined ? undefined : Math.log2(precinct);
  const precincts = exponent === undefined ? Buffer.alloc(0) : Buffer.alloc(levels + 1, exponent * 0x11);
  const style = Buffer.from([levels, 4, 4, 0, 1]);
  return segment(
    0xff52,
    Buffer.from([exponent === undefined ? 0 : 1, 0]),
    u16(layers),
    Buffer.from([0]),
    style,
    precincts,
  );
}

function segment(marker: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u16(marker), u16(2 + body.length), body]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Puts a coding style of 65,535 layers and precincts of two pixels into the header of the only tile. */
export function withLayersInTile(codestream: Buffer): Buffer {
  const style = Buffer.concat([Buffer.from('ff5200120100ffff000504040001', 'hex'), Buffer.alloc(6, 0x11)]);
  const tile = codestream.indexOf(Buffer.from('ff90', 'hex'));
  const changed = Buffer.concat([codestream.subarray(0, tile + 12), style, codestream.subarray(tile + 12)]);
  changed.writeUInt32BE(changed.readUInt32BE(tile + 6) + style.length, tile + 6);
  return changed;
}
