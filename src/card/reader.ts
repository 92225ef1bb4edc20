import type { Problem, Result } from '../problem/result.ts';

/** What a reader reports. The first events after {@link CardReader.watch} tell what is there at that moment. */
export type ReaderEvent =
  | { readonly type: 'reader.ready'; readonly reader: string }
  | { readonly type: 'reader.lost'; readonly problem: Problem }
  | { readonly type: 'card.placed'; readonly card: CardChannel }
  | { readonly type: 'card.removed' }
  | { readonly type: 'card.failed'; readonly problem: Problem };

/**
 * What is known of one reader and its driver, kept by whoever opened it for as long as the process lives. Whether
 * extended length passes is a matter of the reader, not of the card: every My Number card takes it.
 */
export interface ReaderTraits {
  readonly name: string;
  /** Learned with the first read that gains by it: see `elementaryFile.ts`. */
  extendedLength: 'unknown' | 'passes' | 'fails';
}

/** How one command is sent. */
export interface TransmitOptions {
  /** Longest wait for the answer, milliseconds. The driver's default is 5,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * The line to one card, from being placed until it leaves. Commands go out one after the other in the order of the
 * calls. A channel whose card has left answers every call with U-103.
 */
export interface CardChannel {
  /** Answer to reset, as the reader made it. */
  readonly atr: Uint8Array;
  /** The reader it lies on. */
  readonly reader: ReaderTraits;
  /** Sends one command APDU and gives the response APDU, status word included. Never repeats a command. */
  transmit(command: Uint8Array, options?: TransmitOptions): Promise<Result<Uint8Array>>;
  /** Cuts the card's power so that no other process inherits what a PIN opened. Safe to call twice. */
  powerOff(): Promise<void>;
}

/** Port: one place where a card can be put. Drivers: PC/SC through nfc-pcsc, and direct to a card in process. */
export interface CardReader {
  /** Starts reporting. Called once. */
  watch(listener: (event: ReaderEvent) => void): Promise<void>;
  /** Begins anew as if it had just been plugged in; absent where there is nothing that could be stuck. */
  reset?(): Promise<void>;
  /** Stops reporting, powers a present card off and lets go of everything the process could hang on. */
  close(): Promise<void>;
}
