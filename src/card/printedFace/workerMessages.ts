import type { PrintedLayout } from './layout.ts';
import type { PictureReading } from './pictureReader.ts';

/** What the worker is started with. */
export interface Start {
  readonly layout: PrintedLayout;
}

export interface ReadingRequest {
  readonly id: number;
  /** Handed over, not copied. */
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ReadingReply {
  readonly id: number;
  readonly reading: PictureReading;
}
