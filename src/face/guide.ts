import type { FaceGuidance } from './guidance.ts';

/** How long the picture must ask for the same before the patient is told; flickering words help nobody. */
export const guidanceStableMs = 700;

/** Turns what each picture asks for into calm words. Begins by asking the patient to look here. */
export class Guide {
  private readonly tell: (guidance: FaceGuidance) => void;
  private told: FaceGuidance = 'look-here';
  private toldAt = Number.NEGATIVE_INFINITY;
  private asked: FaceGuidance = 'look-here';
  private since = 0;

  constructor(tell: (guidance: FaceGuidance) => void) {
    this.tell = tell;
    tell(this.told);
  }

  /**
   * What the newest picture asks for, at `now` milliseconds.
   *
   * @param atOnce it is a step of something the patient is doing: told as soon as the words before have stood long enough
   */
  see(guidance: FaceGuidance, now: number, atOnce = false): void {
    if (guidance !== this.asked) {
      this.asked = guidance;
      this.since = now;
    }
    const stableSince = atOnce ? this.toldAt : this.since;
    if (guidance === this.told || now - stableSince < guidanceStableMs) return;
    this.told = guidance;
    this.toldAt = now;
    this.tell(guidance);
  }
}
