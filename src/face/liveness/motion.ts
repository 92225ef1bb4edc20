import type { FaceMeasures } from '../quality/measures.ts';

/**
 * Who lives sways, breathes and never looks quite straight. Both limits are standard deviations over the pictures of one
 * face, above what the detectors' own unrest makes of a picture that stands still.
 */
export const motionLimits = {
  /** Of the face's place and size, in eye distances. */
  sway: 0.02,
  /** Of the nose's place on the face, which is the same in all pictures of a flat thing; degrees of yaw. */
  relief: 0.9,
} as const;

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
    return this.isEnough && Math.max(this.swayAcross, this.swayAlong, this.swayInDepth) >= motionLimits.sway;
  }

  /** Whether the face has shown relief, by turning a little while it was looked at. */
  get showedRelief(): boolean {
    return this.isEnough && spreadOf(this.seen.map(({ pose }) => pose.yaw)) >= motionLimits.relief;
  }

  /** How the face stood on the whole, degrees. */
  get meanYaw(): number {
    return this.seen.reduce((sum, { pose }) => sum + pose.yaw, 0) / Math.max(1, this.seen.length);
  }

  private get isEnough(): boolean {
    return this.seen.length >= fewest;
  }

  private get swayAcross(): number {
    return spreadOf(this.seen.map(({ place, eyeDistance }) => place.x / eyeDistance));
  }

  private get swayAlong(): number {
    return spreadOf(this.seen.map(({ place, eyeDistance }) => place.y / eyeDistance));
  }

  private get swayInDepth(): number {
    return spreadOf(this.seen.map(({ eyeDistance }) => Math.log(eyeDistance)));
  }
}

/** Standard deviation. */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
}
