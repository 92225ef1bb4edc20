/** A JP2 container's signature box. */
const container = Buffer.from('0000000c6a502020', 'hex');
/** How a codestream opens: SOC, then SIZ, which stands nowhere else. */
const opening = Buffer.from('ff4fff51', 'hex');
/** The type of the box that holds the codestream. */
const codestreamBox = 'jp2c';

/** Whether these bytes claim to be JPEG 2000. */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return startsWith(bytes, container) || startsWith(bytes, opening);
}

/**
 * The codestream in a file, bare or in the box of a container; undefined where there is none. Only this part is ever
 * decoded, so that what was checked is what is used: boxes before it may say anything, and hold another one.
 */
export function codestreamIn(bytes: Uint8Array): Uint8Array | undefined {
  const codestream = startsWith(bytes, container) ? boxed(bytes) : bytes;
  return codestream && startsWith(codestream, opening) ? codestream : undefined;
}

/** The content of the first codestream box, found from box to box. */
function boxed(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const isLast = length === 0;
    // 1 stands for a length of 64 bits: no file of a card needs one.
    if (!isLast && length < 8) return undefined;
    const end = isLast ? file.length : at + length;
    if (file.toString('latin1', at + 4, at + 8) === codestreamBox) return bytes.subarray(at + 8, end);
    at = end;
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, beginning: Buffer): boolean {
  return beginning.equals(bytes.subarray(0, beginning.length));
}
