import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Camera, Frame } from '../../camera/camera.ts';
import { linkedAbort, underLimit } from '../../kernel/linkedAbort.ts';
import { within } from '../../kernel/within.ts';
import type { NumberBSource } from '../placedCard.ts';
import { type PrintedLayout, specimenLayout } from './layout.ts';
import { watchLyingCard } from './lyingCard.ts';
import type { NoNumber, PictureReader } from './pictureReader.ts';
import { startWorkerPictureReader } from './workerPictureReader.ts';

/** How long the reader looks at a card before it leaves the number to somebody who types it. */
export const defaultReadingMs = 12_000;

/** Equal readings that make a number; one more where the card ends on another day than a birthday. */
const enough = { onBirthday: 2, onAnotherDay: 3 } as const;

/** An engine that failed is started anew with the next picture; one that fails again is not installed or not well. */
const mostEngineFailures = 2;

export interface PrintedFaceReaderOptions {
  /** Looks down on the card that lies on the reader. */
  readonly camera: Camera;
  readonly log?: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds; see {@link defaultReadingMs}. */
  readonly readingMs?: number;
  readonly layout?: PrintedLayout;
  readonly now?: () => Date;
  /** Reads single pictures; left out, a worker thread does. Closed with the reader. */
  readonly pictures?: PictureReader;
}

/** 照合番号B off the printed card, by the card camera. */
export interface PrintedFaceReader extends NumberBSource {
  /** See {@link watchLyingCard}. Returns the way to stop it. */
  watch(tell: (lies: boolean) => void): () => void;
  close(): Promise<void>;
}

/**
 * Reads 照合番号B off the card under the card camera: two different pictures must give the same plausible number, and
 * any picture that gives another one ends it. Undefined where that does not happen in time; a wrong number costs the
 * card one of its ten tries, no number costs nothing.
 *
 * The engine starts at once and stays. Neither picture nor number is ever logged or written.
 */
export function createPrintedFaceReader(options: PrintedFaceReaderOptions): PrintedFaceReader {
  return new CameraFaceReader(options);
}

/** What the readings of one card came to so far. */
class Tally {
  private number: Uint8Array | undefined;
  private equal = 0;
  private wanted: number = enough.onBirthday;
  contradicted = false;

  /** Takes `number` over. */
  add(number: Uint8Array, endsOnBirthday: boolean): void {
    if (!endsOnBirthday) this.wanted = enough.onAnotherDay;
    this.contradicted ||= this.number !== undefined && !Buffer.from(this.number).equals(number);
    this.equal += 1;
    if (this.number) number.fill(0);
    else this.number = number;
  }

  get settled(): boolean {
    return !this.contradicted && this.equal >= this.wanted;
  }

  /** The number, once; from now on it belongs to the caller. */
  take(): Uint8Array | undefined {
    const taken = this.settled ? this.number : undefined;
    if (taken) this.number = undefined;
    return taken;
  }

  forget(): void {
    this.number?.fill(0);
    this.number = undefined;
  }
}

class CameraFaceReader implements PrintedFaceReader {
  readonly camera: Camera;
  private readonly log: PrintedFaceReaderOptions['log'];
  private readonly readingMs: number;
  private readonly now: () => Date;
  readonly pictures: PictureReader;
  private readonly closing = new AbortController();

  constructor({ camera, log, readingMs, layout, now, pictures }: PrintedFaceReaderOptions) {
    this.camera = camera;
    this.log = log;
    this.readingMs = readingMs ?? defaultReadingMs;
    this.now = now ?? (() => new Date());
    this.pictures =
      pictures ??
      startWorkerPictureReader(layout ?? specimenLayout, (reason) =>
        log?.warn({ reason }, 'the reader of card faces was lost'),
      );
  }

  async readNumberB(signal: AbortSignal): Promise<Uint8Array | undefined> {
    const tally = new Tally();
    const refusals = new Map<NoNumber, number>();
    const started = performance.now();
    // The picture that is being read when time is up is not waited for.
    await underLimit([signal, this.closing.signal], this.readingMs, (limit) =>
      within(this.readingMs, this.lookOn(tally, refusals, limit), undefined, limit),
    );
    const number = signal.aborted ? undefined : tally.take();
    tally.forget();
    // Reasons and times only.
    this.log?.info(
      {
        read: number !== undefined,
        contradicted: tally.contradicted,
        refusals: Object.fromEntries(refusals),
        ms: Math.round(performance.now() - started),
      },
      'card face looked at',
    );
    return number;
  }

  watch(tell: (lies: boolean) => void): () => void {
    const ending = new AbortController();
    const until = linkedAbort([ending.signal, this.closing.signal]);
    void watchLyingCard(this, tell, until.signal).finally(() => until.release());
    return () => ending.abort();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.pictures.close();
  }

  private async lookOn(tally: Tally, refusals: Map<NoNumber, number>, limit: AbortSignal): Promise<void> {
    const seen = new Set<string>();
    for await (const result of this.camera.stream(limit)) {
      if (!result.ok) {
        this.log?.warn({ problem: result.problem }, 'the card camera failed');
        return;
      }
      if (!isNew(result.value, seen)) continue;
      const reading = await this.pictures.read(result.value.jpeg, this.now());
      if (limit.aborted) {
        if (reading.kind === 'number') reading.number.fill(0);
        return;
      }
      if (reading.kind === 'nothing') refusals.set(reading.why, (refusals.get(reading.why) ?? 0) + 1);
      else tally.add(reading.number, reading.endsOnBirthday);
      if (tally.settled || tally.contradicted || (refusals.get('engine-failed') ?? 0) >= mostEngineFailures) return;
    }
  }
}

/** A camera that hangs sends one picture over and over: the second reading of it would be no second reading. */
function isNew({ jpeg }: Frame, seen: Set<string>): boolean {
  const digest = createHash('sha256').update(jpeg).digest('base64');
  const fresh = !seen.has(digest);
  seen.add(digest);
  if (!fresh) jpeg.fill(0);
  return fresh;
}
