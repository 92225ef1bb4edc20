import { SerialQueue } from '../../kernel/serialQueue.ts';
import { endsWithin, within } from '../../kernel/within.ts';
import { failed, ok, type Problem, problemWith, type Result } from '../../problem/result.ts';
import type { CardChannel, ReaderTraits, TransmitOptions } from '../reader.ts';

/** What a driver knows of one card: how to send bytes, with no order, no time limit and no idea of removal. */
export interface CardContact {
  readonly atr: Uint8Array;
  /** Rejects, or gives an empty answer, when the line breaks. May stay pending for ever. Takes its own copy. */
  exchange(command: Uint8Array): Promise<Uint8Array>;
  powerOff(): Promise<void>;
}

export const channelDelays = {
  /** The longest wait for an answer where the caller names none. */
  answerMs: 5_000,
  /** A broken line is how a pulled card shows first; readers report the removal itself up to half a second later. */
  removalReportMs: 1_000,
  /** Power-off waits in PC/SC behind a command that never ends. */
  powerOffMs: 2_000,
} as const;

/**
 * The {@link CardChannel} of every driver: one command at a time, each with its time limit, each answered even if the
 * card never does. A channel that missed an answer is over: what the card says next could belong to either command.
 */
export class QueuedChannel implements CardChannel {
  readonly atr: Uint8Array;
  readonly reader: ReaderTraits;
  private readonly contact: CardContact;
  private readonly queue = new SerialQueue();
  private readonly gone: Promise<Problem>;
  private tellGone: (problem: Problem) => void = () => undefined;
  private inFlight: ((outcome: Result<Uint8Array>) => void) | undefined;
  private over: Problem | undefined;
  private left = false;
  private poweringOff: Promise<void> | undefined;

  constructor(contact: CardContact, reader: ReaderTraits) {
    this.contact = contact;
    this.reader = reader;
    this.atr = contact.atr;
    this.gone = new Promise((resolve) => {
      this.tellGone = resolve;
    });
  }

  transmit(command: Uint8Array, options: TransmitOptions = {}): Promise<Result<Uint8Array>> {
    const { timeoutMs = channelDelays.answerMs, signal } = options;
    const cancelled = failed('U-302', 'cancelled');
    return new Promise((resolve, reject) => {
      // Whoever cancels hears at once; the queue stays closed until the card has answered what it was sent.
      const cancel = () => resolve(cancelled);
      const sendUnlessCancelled = async () => {
        if (!signal?.aborted) resolve(await this.send(command, timeoutMs));
        signal?.removeEventListener('abort', cancel);
      };
      if (signal?.aborted) return cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      this.queue.run(sendUnlessCancelled).catch(reject);
    });
  }

  powerOff(): Promise<void> {
    this.poweringOff ??= this.endPower();
    return this.poweringOff;
  }

  /** The driver's word that the card (U-103) or its reader (U-104) is gone. Ends a command in flight. */
  leave(problem: Problem): void {
    this.left = true;
    this.over = problem;
    this.tellGone(problem);
    this.inFlight?.({ ok: false, problem });
  }

  private async endPower(): Promise<void> {
    this.over ??= { code: 'U-103', detail: 'powered off' };
    await this.queue.idle();
    if (this.left) return;
    await endsWithin(channelDelays.powerOffMs, this.contact.powerOff());
  }

  /** One command on the line. Plain callbacks: a whole card is read in up to ninety of these. */
  private send(command: Uint8Array, timeoutMs: number): Promise<Result<Uint8Array>> {
    if (this.over) return Promise.resolve({ ok: false, problem: this.over });
    return new Promise((resolve) => {
      // The first outcome counts; what a line says after its time limit or its card's leaving is not heard.
      const settle = (outcome: Result<Uint8Array> | Promise<Result<Uint8Array>>) => {
        if (this.inFlight !== settle) return;
        clearTimeout(timer);
        this.inFlight = undefined;
        resolve(outcome);
      };
      const timer = setTimeout(() => {
        this.over ??= { code: 'U-105', detail: `no answer within ${timeoutMs} ms` };
        settle({ ok: false, problem: this.over });
      }, timeoutMs);
      this.inFlight = settle;
      this.contact.exchange(command).then(
        (answer) => settle(answer.length > 0 ? ok(answer) : this.explain('an empty answer')),
        (error: unknown) => settle(this.explain(error instanceof Error ? error.message : String(error))),
      );
    });
  }

  /** Why the line broke: removal, if it is reported in time. */
  private async explain(broken: string): Promise<Result<never>> {
    const problem = await within(channelDelays.removalReportMs, this.gone, undefined);
    return { ok: false, problem: problem ?? problemWith('U-101', broken) };
  }
}
