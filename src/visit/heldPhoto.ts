import type { ChipPhoto } from '../card/placedCard.ts';

/**
 * The chip's photo on its way from the card to the face engine. It lives here and nowhere else: the statechart only
 * sees that it was read.
 */
export class HeldPhoto {
  private photo: ChipPhoto | undefined;

  /** Takes a photo over; one that was still here is zeroed. */
  put(photo: ChipPhoto): void {
    this.clear();
    this.photo = photo;
  }

  /** Hands it over and keeps nothing; undefined where there is none. Whoever takes it zeroes it. */
  take(): ChipPhoto | undefined {
    const { photo } = this;
    this.photo = undefined;
    return photo;
  }

  /** Zeroes what is here. */
  clear(): void {
    this.take()?.bytes.fill(0);
  }
}
