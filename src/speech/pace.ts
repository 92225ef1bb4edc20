import type { FaceGuidance } from '../face/guidance.ts';

/** How directions follow each other, milliseconds from the beginning of the one before. */
export const directionPace = {
  /** Another one: as soon as the first has been understood. */
  otherMs: 1_500,
  /** The same one again, while it still holds. */
  sameMs: 2_500,
} as const;

/** Says when which direction is given, so that whoever moves by ear can follow. */
export class DirectionPace {
  /** The direction that was given last in this attempt. */
  told: FaceGuidance | undefined;
  private toldAt = Number.NEGATIVE_INFINITY;

  /** How long to wait at `now` until `guidance` may be said; 0 for at once. Milliseconds. */
  waitMs(guidance: FaceGuidance, now: number): number {
    const pause = guidance === this.told ? directionPace.sameMs : directionPace.otherMs;
    return Math.max(0, this.toldAt + pause - now);
  }

  /** It is being said. */
  tell(guidance: FaceGuidance, now: number): void {
    this.told = guidance;
    this.toldAt = now;
  }

  /** Another attempt begins. */
  begin(): void {
    this.told = undefined;
    this.toldAt = Number.NEGATIVE_INFINITY;
  }
}
