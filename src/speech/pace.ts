import type { FaceGuidance } from '../face/guidance.ts';

/** How directions follow each other, milliseconds from the beginning of the one before. */
export const directionPace = {
  /** Another one: as soon as the first has been understood. */
  otherMs: 1_500,
  /** The same one again, while it still holds. */
  sameMs: 2_500,
  /** A look straight ahead after a turn: that was told with the turn, and whoever is on the way back is not told again. */
  backMs: 6_000,
} as const;

const turns: ReadonlySet<FaceGuidance | undefined> = new Set(['turn-left', 'turn-right']);

/** Says when which direction is given, so that whoever moves by ear can follow. */
export class DirectionPace {
  /** The direction that was given last in this attempt. */
  told: FaceGuidance | undefined;
  private toldAt = Number.NEGATIVE_INFINITY;
  /** Whether something else has been asked of the face since. */
  private isDone = false;

  /** What is asked of the face at the moment, said or not. */
  see(guidance: FaceGuidance): void {
    if (guidance !== this.told) this.isDone = true;
  }

  /** Whether this is what was said last, and still to be done: a second turn to the same side is another. */
  isRepeat(guidance: FaceGuidance): boolean {
    return guidance === this.told && !this.isDone;
  }

  /** How long to wait at `now` until `guidance` may be said; 0 for at once. Milliseconds. */
  waitMs(guidance: FaceGuidance, now: number): number {
    return Math.max(0, this.toldAt + this.pauseBefore(guidance) - now);
  }

  private pauseBefore(guidance: FaceGuidance): number {
    if (guidance === 'look-straight' && turns.has(this.told)) return directionPace.backMs;
    return this.isRepeat(guidance) ? directionPace.sameMs : directionPace.otherMs;
  }

  /** It is being said. */
  tell(guidance: FaceGuidance, now: number): void {
    this.told = guidance;
    this.toldAt = now;
    this.isDone = false;
  }

  /** Another attempt begins. */
  begin(): void {
    this.told = undefined;
    this.toldAt = Number.NEGATIVE_INFINITY;
  }
}
