/**
 * The wire types of protobuf that an ONNX model needs, each a whole field: tag and value. A message is the list of its
 * pieces: tens of megabytes of weights are copied once, however deep their message lies in others.
 */

const wireType = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;

/** Fields, one behind the other. */
export type Message = readonly Uint8Array[];

/** A whole number of 0 or more. */
export function intField(field: number, value: number): Message {
  return [Buffer.from([...tag(field, wireType.varint), ...varint(value)])];
}

/** Bytes, text, or a nested message. */
export function bytesField(field: number, value: Message | Uint8Array | string): Message {
  const pieces = piecesOf(value);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [Buffer.from([...tag(field, wireType.lengthDelimited), ...varint(length)]), ...pieces];
}

/** A single-precision number. */
export function floatField(field: number, value: number): Message {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [Buffer.from(tag(field, wireType.fixed32)), bytes];
}

/** The message as a file holds it. */
export function written(message: Message): Uint8Array {
  return Buffer.concat(message);
}

function piecesOf(value: Message | Uint8Array | string): Message {
  if (typeof value === 'string') return [Buffer.from(value)];
  return value instanceof Uint8Array ? [value] : value;
}

function tag(field: number, type: number): readonly number[] {
  return varint(field * 8 + type);
}

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return bytes;
}
