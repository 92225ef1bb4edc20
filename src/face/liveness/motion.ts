import type { FaceMeasures } from '../quality/measures.ts';

/**
 * Who lives sways and breathes. Standard deviation of the face's place, in eye distances, and of the logarithm of its
 * size, over the pictures of one face: above what the detectors' own unrest makes of a picture that stands still.
 */
export const leastSway = 0.02;

/** Pictures below which nothing can be said. */
const fewest = 3;

/** What the pictures of one face say about its movement. */
export class Motion {
  private readonly seen: FaceMeasures[] = [];

  see(measures: FaceMeasures): void {
    this.seen.push(measures);
  }

  /** Whether the face moved at all. */
  get moved(): boolean {
    if (this.seen.length < fewest) return false;
    // In the mean eye distance, not in each picture's own: its unrest would count as often as the face is far from 0, 0.
    const unit = this.meanOf(({ eyeDistance }) => eyeDistance);
    const sways = [
      spreadOf(this.seen.map(({ place }) => place.x / unit)),
      spreadOf(this.seen.map(({ place }) => place.y / unit)),
      spreadOf(this.seen.map(({ eyeDistance }) => Math.log(eyeDistance))),
    ];
    return Math.max(...sways) >= leastSway;
  }

  private meanOf(value: (measures: FaceMeasures) => number): number {
    return this.seen.reduce((sum, each) => sum + value(each), 0) / Math.max(1, this.seen.length);
  }
}

/** Standard deviation. */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
}
