import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { quickAcknowledger } from './quickAck.ts';
import { type TimedAnswer, whenDue } from './way.ts';

/** Where vpcd's two virtual readers wait for their cards. */
export const vpcdPort = 35_963;
export const secondVpcdPort = vpcdPort + 1;

/** One-byte frames are for the card's contacts, everything longer is a command. */
const control = { powerOff: 0, powerOn: 1, atr: 4 } as const;

/** The card at the far end of a {@link VpcdLink}. */
export interface LinkedCard {
  readonly atr: Uint8Array;
  powerOn(): void;
  powerOff(): void;
  /** The answer to a command that began to arrive at `since`; undefined leaves it unanswered. */
  answer(command: Uint8Array, since: number): TimedAnswer | undefined;
}

/**
 * Whether vpcd waits for cards on `port`. Looked up in the kernel's table: to connect would be to insert a card.
 */
export async function vpcdListens(port = vpcdPort): Promise<boolean> {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables.some((table) =>
    table.split('\n').some((line) => {
      const [, address, , state] = line.trim().split(/\s+/);
      return address?.endsWith(local) && state === '0A';
    }),
  );
}

/** A card lying in vpcd's reader for as long as the connection is open. */
export class VpcdLink {
  private readonly socket: Socket;
  private readonly card: LinkedCard;
  private readonly closed: Promise<void>;
  private readonly acknowledge: (() => void) | undefined;
  private pending = Buffer.alloc(0);
  /** When the first byte of the frame that is arriving came. */
  private since = 0;

  /** Inserts the card. Rejects where nothing listens. */
  static insert(card: LinkedCard, port = vpcdPort): Promise<VpcdLink> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new VpcdLink(socket, card));
      });
    });
  }

  private constructor(socket: Socket, card: LinkedCard) {
    this.socket = socket;
    this.card = card;
    this.acknowledge = quickAcknowledger(socket);
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.on('data', (chunk) => this.take(chunk));
    // pcscd that ends takes the connection with it; `close` follows and is all anybody needs to know.
    socket.on('error', () => undefined);
  }

  /** Whether answers come without the 40 ms of delayed acknowledgement. */
  get quick(): boolean {
    return this.acknowledge !== undefined;
  }

  /** Settles when the connection is over, from either side. */
  whenClosed(): Promise<void> {
    return this.closed;
  }

  /** Takes the card out. */
  remove(): Promise<void> {
    this.socket.destroy();
    return this.closed;
  }

  private take(chunk: Buffer): void {
    this.acknowledge?.();
    if (this.pending.length === 0) this.since = performance.now();
    this.pending = Buffer.concat([this.pending, chunk]);
    while (this.pending.length >= 2) {
      const length = this.pending.readUInt16BE(0);
      if (this.pending.length < 2 + length) return;
      const frame = this.pending.subarray(2, 2 + length);
      this.pending = this.pending.subarray(2 + length);
      this.answer(frame);
    }
  }

  private answer(frame: Buffer): void {
    if (frame.length !== 1) this.sendWhenDue(this.card.answer(frame, this.since));
    else if (frame[0] === control.powerOff) this.card.powerOff();
    else if (frame[0] === control.powerOn) this.card.powerOn();
    else if (frame[0] === control.atr) this.sendWhenDue({ bytes: this.card.atr, due: this.since });
    // What is left is a warm reset, which leaves everything on a My Number card as it is.
  }

  private sendWhenDue(answer: TimedAnswer | undefined): void {
    if (!answer) return;
    const { bytes, due } = answer;
    const frame = Buffer.alloc(2 + bytes.length);
    frame.writeUInt16BE(bytes.length, 0);
    frame.set(bytes, 2);
    void whenDue(due, () => this.send(frame));
  }

  private send(frame: Buffer): void {
    if (this.socket.destroyed) return;
    this.socket.write(frame);
    // Sending makes the kernel hold back acknowledgements again; the next header would wait for us to wake up.
    this.acknowledge?.();
  }
}
