import { failed, ok, type Result } from '../problem/result.ts';
import { exchange, unforeseen } from './exchange.ts';
import type { CardChannel } from './reader.ts';
import { selectFile } from './select.ts';
import { statusWord } from './statusWord.ts';
import { readTlvHeader, type TlvHeader } from './tlv.ts';

/** Most bytes of a short read: with status word and framing this fits one 256-byte radio frame; 256 would need two. */
export const bytesPerFrame = 250;

/** Most bytes a short command can ask for. Reads beyond that need extended length. */
const longestShortRead = 256;

/** READ BINARY addresses a file with 15 bits. */
const longestFile = 0x7fff;

/** A BER-TLV object, header included. The holder zeroes `bytes` where they are private. */
export interface TlvObject {
  readonly bytes: Uint8Array;
  readonly header: TlvHeader;
}

/**
 * An elementary file of the current application, read from its beginning as far as somebody needs it. What was read is
 * kept until {@link wipe}, so no byte crosses the radio twice.
 *
 * The first READ BINARY names the file by its short identifier, which saves the SELECT; a token that does not take
 * that is asked the long way. One read takes everything that is wanted where the reader passes extended length, else
 * what fits a radio frame. Whether it does is learned from the first read that would gain by it, which costs nothing
 * when it does and one refused command when it does not. No other file is to be touched between two calls.
 */
export class ElementaryFile {
  private readonly channel: CardChannel;
  private readonly id: number;
  private bytes = new Uint8Array(0);
  private filled = 0;
  private ended = false;
  private isCurrent = false;

  /** `id` is the file's identifier; those of this card's readable files fit a short identifier (1 to 30). */
  constructor(channel: CardChannel, id: number) {
    this.channel = channel;
    this.id = id;
  }

  /**
   * The first `length` bytes, fewer where the file is shorter; undefined where the application has no such file. The
   * bytes are the file's own: a copy is the caller's affair. Errors: U-106 for a status word without a reason, 6982
   * (not opened) among them, and those of the channel.
   */
  async upTo(length: number, signal: AbortSignal): Promise<Result<Uint8Array | undefined>> {
    if (length > longestFile) return failed('U-106', `${length} bytes of a file that can have ${longestFile}`);
    this.makeRoom(length);
    while (this.filled < length && !this.ended) {
      const read = await this.readOn(length - this.filled, signal);
      if (!read.ok) return read;
      if (read.value === 'absent') return ok(undefined);
    }
    return ok(this.bytes.subarray(0, Math.min(length, this.filled)));
  }

  /**
   * The object the file begins with and nothing of the filler that follows it; undefined where the file is absent or
   * begins with none. `atLeast` bytes are known to be there: its header is looked for in them.
   */
  async firstObject(signal: AbortSignal, atLeast = bytesPerFrame): Promise<Result<TlvObject | undefined>> {
    const head = await this.upTo(atLeast, signal);
    if (!head.ok) return head;
    const header = head.value && readTlvHeader(head.value);
    if (!header) return ok(undefined);
    const length = header.headerLength + header.valueLength;
    const whole = await this.upTo(length, signal);
    if (!whole.ok) return whole;
    if (whole.value?.length === length) return ok({ bytes: whole.value, header });
    return failed('U-106', `the file ends at ${this.filled}, its object at ${length}`);
  }

  /** Zeroes everything that was read. The file may be read again after that. */
  wipe(): void {
    this.bytes.fill(0);
    this.filled = 0;
    this.ended = false;
    this.isCurrent = false;
  }

  private makeRoom(length: number): void {
    if (length <= this.bytes.length) return;
    const larger = new Uint8Array(length);
    larger.set(this.bytes.subarray(0, this.filled));
    this.bytes.fill(0);
    this.bytes = larger;
  }

  private async readOn(wanted: number, signal: AbortSignal): Promise<Result<'read' | 'absent'>> {
    const { reader } = this.channel;
    const le = reader.extendedLength === 'fails' ? Math.min(wanted, bytesPerFrame) : wanted;
    const answer = await this.read(le, signal);
    const isProbe = le > longestShortRead && reader.extendedLength === 'unknown';
    if (isProbe && !this.judge(answer, le)) return this.readOn(wanted, signal);
    if (!answer.ok) return answer;
    const { status, data } = answer.value;
    switch (status) {
      case statusWord.ok:
      case statusWord.endOfFile:
        // Less than a frame where more was asked for is the end as well: a file is never read byte by byte.
        this.ended = status === statusWord.endOfFile || data.length < Math.min(le, bytesPerFrame);
        this.take(data);
        return ok('read');
      case statusWord.offsetOutside:
        this.ended = true;
        return ok('read');
      case statusWord.fileNotFound:
        return ok('absent');
      default:
        return unforeseen('READ BINARY', status);
    }
  }

  /** Whether the first extended read worked; remembers it. A card that left says nothing about its reader. */
  private judge(answer: Awaited<ReturnType<typeof exchange>>, le: number): boolean {
    const { reader } = this.channel;
    if (!answer.ok) {
      const { code } = answer.problem;
      // A reader that chokes on the length: garbage, a broken line, or silence. After silence the line is over anyway.
      if (code === 'U-101' || code === 'U-105') reader.extendedLength = 'fails';
      return code !== 'U-101';
    }
    const { status, data } = answer.value;
    if (status === statusWord.securityStatusNotSatisfied || status === statusWord.fileNotFound) return true;
    const worked = data.length > longestShortRead || (status === statusWord.endOfFile && data.length > 0);
    reader.extendedLength = worked && data.length <= le ? 'passes' : 'fails';
    if (!worked) data.fill(0);
    return worked;
  }

  /** One READ BINARY from where the last one ended. */
  private async read(le: number, signal: AbortSignal): ReturnType<typeof exchange> {
    const [p1, p2] = [this.filled >> 8, this.filled & 0xff];
    const plain = { cla: 0x00, ins: 0xb0, p1, p2, le };
    if (this.isCurrent) return exchange(this.channel, plain, { signal });
    const byShortId = await exchange(this.channel, { ...plain, p1: 0x80 | this.id, p2: 0 }, { signal });
    if (!byShortId.ok) return byShortId;
    const { status } = byShortId.value;
    this.isCurrent = status === statusWord.ok || status === statusWord.endOfFile;
    // Neither of the two gets better by naming the file another way.
    const final = status === statusWord.securityStatusNotSatisfied || status === statusWord.wrongLength;
    if (this.isCurrent || final) return byShortId;
    const selected = await selectFile(this.channel, this.id, signal);
    if (!selected.ok) return selected;
    if (selected.value === 'absent') return ok({ data: new Uint8Array(0), status: statusWord.fileNotFound });
    this.isCurrent = true;
    return exchange(this.channel, plain, { signal });
  }

  /** Moves a piece to its place and wipes where it came from: it may be part of a face. */
  private take(piece: Uint8Array): void {
    const fits = piece.subarray(0, this.bytes.length - this.filled);
    this.bytes.set(fits, this.filled);
    this.filled += fits.length;
    piece.fill(0);
  }
}
