import { setImmediate } from 'node:timers/promises';
import type { NFC, PcscliteStatus, Reader } from 'nfc-pcsc';
import type { Logger } from 'pino';
import { failed, ok, type Problem, problemWith, type Result } from '../../problem/result.ts';
import { pcscdAnswers } from '../../system/pcscdSocket.ts';
import type { CardReader, ReaderEvent, ReaderTraits } from '../reader.ts';
import { connectProblem } from './connectProblem.ts';
import { pcscContact } from './pcscContact.ts';
import { QueuedChannel } from './queuedChannel.ts';

export interface PcscReaderOptions {
  /** Which reader to use where there are several; the first whose name matches. Default: any. */
  readonly namePattern?: RegExp;
  readonly log?: Pick<Logger, 'info' | 'warn'>;
}

export const pcscDelays = {
  /** First pause before pcscd is looked for again; doubles up to the longest, which a patient may be waiting for. */
  firstRetryMs: 250,
  longestRetryMs: 1_000,
  /** pcscd names its readers within milliseconds; silence for this long means there is none of ours. */
  namesReadersMs: 1_500,
  /**
   * nfc-pcsc swallows it when the card cannot be connected to (still moving in the field, mute, held exclusively by
   * another process), so a present card without a connection for this long is connected to again.
   */
  connectMs: 500,
} as const;

/** A card that lets nobody connect this often is reported as failed. Connecting costs none of its tries. */
const mostConnects = 4;

/**
 * A {@link CardReader} over PC/SC. U-702 where nfc-pcsc is not installed or not built. A pcscd that is not there, or
 * dies, is not an error here: the reader is reported lost and looked for until it is back.
 */
export async function createPcscReader(options: PcscReaderOptions = {}): Promise<Result<CardReader>> {
  try {
    const { NFC } = await import('nfc-pcsc');
    return ok(new PcscReader(() => new NFC(), options));
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return failed('U-702', `nfc-pcsc cannot be loaded (is libpcsclite-dev installed?): ${why}`);
  }
}

/** One life of the connection to pcscd. Callbacks of an earlier life are recognised and ignored. */
interface Session {
  readonly nfc: NFC;
  readonly readers: Reader[];
}

class PcscReader implements CardReader {
  private readonly openNfc: () => NFC;
  private readonly namePattern: RegExp;
  private readonly log: PcscReaderOptions['log'];
  private report: (event: ReaderEvent) => void = () => undefined;
  private session: Session | undefined;
  private reader: Reader | undefined;
  /** What PC/SC said when the card last let nobody connect. */
  private whyNotConnected = '';
  private channel: QueuedChannel | undefined;
  /** Whether the card that lies there has been reported, as placed or as failed. */
  private saidCard = false;
  private saidLost = false;
  private closed = false;
  private retryMs: number = pcscDelays.firstRetryMs;
  /** By reader name: what was learned of a reader outlives pcscd and the cable. */
  private readonly traits = new Map<string, ReaderTraits>();
  private readonly timers = new Map<'retry' | 'names' | 'connect', NodeJS.Timeout>();

  constructor(openNfc: () => NFC, { namePattern = /^/, log }: PcscReaderOptions) {
    this.openNfc = openNfc;
    this.namePattern = namePattern;
    this.log = log;
  }

  async watch(listener: (event: ReaderEvent) => void): Promise<void> {
    this.report = listener;
    await this.openSession();
  }

  reset(): Promise<void> {
    return this.loseService('connected to PC/SC anew');
  }

  async close(): Promise<void> {
    this.closed = true;
    this.report = () => undefined;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await this.channel?.powerOff();
    this.reader = undefined;
    await this.endSession();
  }

  /** Looks for pcscd first: `new NFC()` without one spins for ever and takes the whole process with it. */
  private async openSession(): Promise<void> {
    const answers = await pcscdAnswers();
    if (this.closed) return;
    if (!answers) return this.loseService('pcscd does not answer');
    let nfc: NFC;
    try {
      nfc = this.openNfc();
    } catch (error) {
      return this.loseService(messageOf(error));
    }
    const session: Session = { nfc, readers: [] };
    this.session = session;
    nfc.on('error', (error) => {
      if (this.session === session) void this.loseService(messageOf(error));
    });
    nfc.on('reader', (reader: Reader) => this.meet(session, reader));
    // A reader that turns up between pcsclite's first look and its waiting for changes is never named (seen when pcscd
    // has only just started), so a session without our reader is not waited on for ever but opened anew.
    this.after('names', pcscDelays.namesReadersMs, () => {
      if (!this.reader) void this.loseService(`pcscd knows no reader named ${this.namePattern}`);
    });
  }

  private meet(session: Session, reader: Reader): void {
    // Must happen in this very event: nfc-pcsc would otherwise select an application of its own choice.
    reader.autoProcessing = false;
    session.readers.push(reader);
    // An emitter without an error listener throws, and that also counts for readers that are not ours.
    reader.on('error', (error) => this.log?.warn({ reader: reader.name, error: messageOf(error) }, 'reader error'));
    if (this.session !== session || this.reader || !this.namePattern.test(reader.name)) {
      // nfc-pcsc connects to whatever is laid on any reader: a second holder of a card that only its own is to have.
      reader.reader.removeAllListeners('status');
      return;
    }
    this.reader = reader;
    this.saidLost = false;
    this.retryMs = pcscDelays.firstRetryMs;
    const isOurs = () => this.reader === reader;
    reader.on('card', (card) => isOurs() && this.placeCard(reader, card.atr ?? new Uint8Array(0)));
    reader.on('card.off', () => isOurs() && this.removeCard());
    reader.on('end', () => isOurs() && this.lose({ code: 'U-104', detail: `${reader.name} is gone` }));
    reader.reader.on('status', (status: PcscliteStatus) => isOurs() && this.watchConnecting(reader, status));
    this.log?.info({ reader: reader.name }, 'card reader ready');
    this.report({ type: 'reader.ready', reader: reader.name });
  }

  private placeCard(reader: Reader, atr: Uint8Array): void {
    this.clear('connect');
    this.channel = new QueuedChannel(pcscContact(reader, atr), this.traitsOf(reader.name));
    this.saidCard = true;
    this.report({ type: 'card.placed', card: this.channel });
  }

  private traitsOf(name: string): ReaderTraits {
    const traits = this.traits.get(name) ?? { name, extendedLength: 'unknown' };
    this.traits.set(name, traits);
    return traits;
  }

  private removeCard(): void {
    this.clear('connect');
    this.channel?.leave({ code: 'U-103' });
    this.channel = undefined;
    // One that only brushed the field was never there.
    if (!this.saidCard) return;
    this.saidCard = false;
    this.report({ type: 'card.removed' });
  }

  private watchConnecting(reader: Reader, { state, atr = Buffer.alloc(0) }: PcscliteStatus): void {
    const present = (state & reader.reader.SCARD_STATE_PRESENT) !== 0;
    if (!present) this.clear('connect');
    else if (!this.channel && !this.timers.has('connect')) this.connectAgain(reader, atr, mostConnects - 1);
  }

  private connectAgain(reader: Reader, atr: Uint8Array, left: number): void {
    this.after('connect', pcscDelays.connectMs, () => {
      if (left === 0) {
        this.saidCard = true;
        this.report({ type: 'card.failed', problem: connectProblem(this.whyNotConnected) });
        return;
      }
      this.connectAgain(reader, atr, left - 1);
      const isAwaited = () => this.reader === reader && !this.channel && this.timers.has('connect');
      reader.connect().then(
        () => isAwaited() && this.placeCard(reader, atr),
        (error: unknown) => {
          this.whyNotConnected = messageOf(error);
          this.log?.info({ error: this.whyNotConnected }, 'the card did not let us connect');
        },
      );
    });
  }

  /** pcscd itself is gone: nfc-pcsc never recovers from that, so a fresh one is made when it answers again. */
  private async loseService(detail: string): Promise<void> {
    this.lose(problemWith('U-104', detail));
    await this.endSession();
    if (this.closed) return;
    this.after('retry', this.retryMs, () => this.openSession());
    this.retryMs = Math.min(this.retryMs * 2, pcscDelays.longestRetryMs);
  }

  private lose(problem: Problem): void {
    this.clear('connect');
    this.reader = undefined;
    this.channel?.leave(problem);
    this.channel = undefined;
    this.saidCard = false;
    if (this.saidLost) return;
    this.saidLost = true;
    this.log?.warn({ problem }, 'card reader lost');
    this.report({ type: 'reader.lost', problem });
  }

  /**
   * The process can only exit when NFC and every reader it named are closed, ours or not. Not at once: pcsclite holds
   * a reader's lock while it reports a change, through all promises that settle in that moment, and closing the reader
   * takes the same lock: called from there it would wait for itself for ever.
   */
  private async endSession(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    this.clear('names');
    if (!session) return;
    await setImmediate();
    for (const open of [session.nfc, ...session.readers]) {
      try {
        open.close();
      } catch (error) {
        this.log?.warn({ error: messageOf(error) }, 'closing PC/SC');
      }
    }
  }

  private after(name: 'retry' | 'names' | 'connect', ms: number, act: () => unknown): void {
    this.clear(name);
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        act();
      }, ms),
    );
  }

  private clear(name: 'retry' | 'names' | 'connect'): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
