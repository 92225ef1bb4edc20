/** A certificate under the name of the real authority, which nobody has signed; for what its key and names may cost. */
export interface CertificateClaim {
  readonly key: Buffer;
  /** The issuer's name; that of the real authority where absent. */
  readonly issuer?: Buffer;
}

export function certificateOf({ key, issuer = nameOf('JPKI for user authentication') }: CertificateClaim): Buffer {
  const validity = sequence(der(0x17, Buffer.from('250101000000Z')), der(0x17, Buffer.from('350101000000Z')));
  const version = der(0xa0, integer(Buffer.from([2])));
  const body = sequence(version, integer(Buffer.from([1])), sha256WithRsa, issuer, validity, issuer, key);
  return sequence(body, sha256WithRsa, bits(Buffer.alloc(256, 1)));
}

/** An RSA key of so many bytes each; the numbers are odd and as large as that. */
export function rsaKeyOf(modulusBytes: number, exponentBytes: number): Buffer {
  const number = (bytes: number) => integer(Buffer.concat([Buffer.alloc(1), Buffer.alloc(bytes, 0xfb)]));
  return sequence(
    sequence(oid('2a864886f70d010101'), der(0x05)),
    bits(sequence(number(modulusBytes), number(exponentBytes))),
  );
}

/** A key on a curve that brings its own, made-up numbers along. */
export function madeUpCurveKeyOf(bytes: number): Buffer {
  const number = Buffer.alloc(bytes, 0xfb);
  const field = sequence(oid('2a8648ce3d0101'), integer(Buffer.concat([Buffer.alloc(1), number])));
  const curve = sequence(der(0x04, number), der(0x04, number));
  const point = Buffer.concat([Buffer.from([4]), number, number]);
  const parameters = sequence(integer(Buffer.from([1])), field, curve, der(0x04, point), integer(number));
  return sequence(sequence(oid('2a8648ce3d0201'), parameters), bits(point));
}

/** A name of many parts, or of one that goes down and down. */
export function nameOf(unit: string, times = 1): Buffer {
  const part = der(0x31, sequence(oid('55040b'), der(0x0c, Buffer.from(unit))));
  return sequence(...Array.from({ length: times }, () => part));
}

export function deepName(levels: number): Buffer {
  let name: Buffer = Buffer.alloc(0);
  for (let level = 0; level < levels; level++) name = sequence(name);
  return name;
}

const sha256WithRsa = sequence(oid('2a864886f70d01010b'), der(0x05));

function sequence(...content: readonly Buffer[]): Buffer {
  return der(0x30, ...content);
}

function bits(content: Buffer): Buffer {
  return der(0x03, Buffer.from([0]), content);
}

function integer(content: Buffer): Buffer {
  return der(0x02, content);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const long = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(body.length < 0x80 ? [body.length] : long)]), body]);
}
