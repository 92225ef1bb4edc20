import type { PrintedLayout } from './layout.ts';
import type { Outline, PictureReading } from './pictureReader.ts';

/** What the worker is started with. */
export interface Start {
  readonly layout: PrintedLayout;
}

/** One picture to read, or only to look at for a card's outline. */
export interface ReadingRequest {
  /** Handed over, not copied. */
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** Milliseconds since the epoch; null where nothing is to be read. */
  readonly now: number | null;
}

/** What is answered: the one that was asked for. */
export type ReadingAnswer = PictureReading | { readonly kind: 'outline'; readonly outline: Outline };
