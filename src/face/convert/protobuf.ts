/** The wire types of protobuf that an ONNX model needs, each a whole field: tag and value. */

const wireType = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;

/** A whole number of 0 or more. */
export function intField(field: number, value: number): Buffer {
  return Buffer.concat([tag(field, wireType.varint), varint(value)]);
}

/** Bytes, text, or a nested message. */
export function bytesField(field: number, value: Uint8Array | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([tag(field, wireType.lengthDelimited), varint(bytes.length), bytes]);
}

/** A single-precision number. */
export function floatField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(field, wireType.fixed32), bytes]);
}

function tag(field: number, type: number): Buffer {
  return varint(field * 8 + type);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}
