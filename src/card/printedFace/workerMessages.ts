import type { PrintedLayout } from './layout.ts';

/** What the worker is started with. */
export interface Start {
  readonly layout: PrintedLayout;
}

/** One picture to read; the answer is a `PictureReading`. */
export interface ReadingRequest {
  /** Handed over, not copied. */
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
