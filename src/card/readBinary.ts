import { failed, ok, type Result } from '../problem/result.ts';
import { exchange, unforeseen } from './exchange.ts';
import type { CardChannel } from './reader.ts';
import { lengthToAsk, statusWord } from './statusWord.ts';
import { readTlvHeader, type TlvHeader } from './tlv.ts';

/** Most bytes asked for at once: with status word and framing this fits one 256-byte radio frame; 256 would need two. */
export const bytesPerFrame = 250;

/** READ BINARY addresses a file with 15 bits. */
const longestFile = 0x7fff;

/**
 * Up to `length` (at most 256) bytes of the current file from `offset`; fewer where the file ends, none where it ends
 * before. Errors: U-106 for other status words, 6982 (not opened) among them, and those of the channel.
 */
export async function readPiece(
  channel: CardChannel,
  offset: number,
  length: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  if (offset > longestFile) return failed('U-106', `READ BINARY beyond ${longestFile}`);
  const ask = (le: number) =>
    exchange(channel, { cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le }, { signal });
  let answer = await ask(length);
  const instead = answer.ok ? lengthToAsk(answer.value.status) : undefined;
  if (instead !== undefined) answer = await ask(Math.min(instead, length));
  if (!answer.ok) return answer;
  const { status, data } = answer.value;
  if (status === statusWord.ok || status === statusWord.endOfFile) return ok(data);
  if (status === statusWord.offsetOutside) return ok(new Uint8Array(0));
  return unforeseen('READ BINARY', status);
}

/**
 * The whole BER-TLV object that begins at `offset` of the current file, header included; undefined where none begins
 * there. The card's files carry filler after their object, so the first frame's header says how far to read. Objects
 * are expected to be longer than one frame, as certificates and photos are: a shorter one costs the rest of a frame.
 */
export async function readObject(
  channel: CardChannel,
  offset: number,
  signal: AbortSignal,
): Promise<Result<{ readonly bytes: Uint8Array; readonly header: TlvHeader } | undefined>> {
  const first = await readPiece(channel, offset, bytesPerFrame, signal);
  if (!first.ok) return first;
  const header = readTlvHeader(first.value);
  if (!header) return ok(undefined);
  const total = header.headerLength + header.valueLength;
  if (offset + total > longestFile) return failed('U-106', `an object of ${total} bytes`);
  const bytes = new Uint8Array(total);
  let filled = moveInto(bytes, 0, first.value);
  while (filled < total) {
    const piece = await readPiece(channel, offset + filled, Math.min(bytesPerFrame, total - filled), signal);
    const empty = piece.ok && piece.value.length === 0;
    if (!piece.ok || empty) {
      bytes.fill(0);
      return piece.ok ? failed('U-106', `the file ends at ${offset + filled}, its object at ${offset + total}`) : piece;
    }
    filled = moveInto(bytes, filled, piece.value);
  }
  return ok({ bytes, header });
}

/** Moves a piece to its place and wipes where it came from: it may be part of a face. */
function moveInto(target: Uint8Array, at: number, piece: Uint8Array): number {
  const fits = piece.subarray(0, target.length - at);
  target.set(fits, at);
  piece.fill(0);
  return at + fits.length;
}
