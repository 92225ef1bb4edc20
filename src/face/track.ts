import { type Box, overlap } from './geometry.ts';

/** How much of a face must lie where it lay in the picture before (intersection over union). */
const leastOverlap = 0.2;
/** Pictures that may miss the face before it counts as gone: a blink of the detector, a hand across. */
const mostMissed = 2;

/**
 * Follows one face from picture to picture. It is the same as long as it lies about where it lay and looks like itself;
 * whoever steps in, or holds up a picture, halfway gets a number of their own. Holds an embedding: {@link forget} it.
 */
export class FaceTrack {
  private readonly areAlike: (a: Float32Array, b: Float32Array) => boolean;
  private number = 0;
  private missed = 0;
  private last: { readonly box: Box; readonly embedding: Float32Array } | undefined;

  /** @param areAlike whether two embeddings may well be of one face */
  constructor(areAlike: (a: Float32Array, b: Float32Array) => boolean) {
    this.areAlike = areAlike;
  }

  /** The number of the face that is in this box now. Takes the embedding over. */
  follow(box: Box, embedding: Float32Array): number {
    const { last } = this;
    if (!last || overlap(last.box, box) < leastOverlap || !this.areAlike(last.embedding, embedding)) this.number += 1;
    last?.embedding.fill(0);
    this.last = { box, embedding };
    this.missed = 0;
    return this.number;
  }

  /** A picture without one clear face. */
  miss(): void {
    this.missed += 1;
    if (this.missed > mostMissed) this.forget();
  }

  /** Zeroes what is held; whoever comes next is somebody else. */
  forget(): void {
    this.last?.embedding.fill(0);
    this.last = undefined;
    this.missed = 0;
  }
}
