import type { Look } from './engine.ts';
import type { FaceGuidance } from './guidance.ts';

/** Height of a face that can be judged, as a share of the picture's height. */
export const judgedShare = { least: 0.2, most: 0.85 } as const;

/** How long the picture must ask for the same before the patient is told; flickering words help nobody. */
export const guidanceStableMs = 700;

/** What a picture asks of the patient; `hold-still` means that it can be judged. */
export function guidanceFor(look: Look): FaceGuidance {
  if (look.kind === 'several') return 'one-person';
  if (look.kind !== 'face') return 'look-here';
  if (look.share < judgedShare.least) return 'closer';
  return look.share > judgedShare.most ? 'farther' : 'hold-still';
}

/** Turns what each picture asks for into calm words. Begins by asking the patient to look here. */
export class Guide {
  private readonly tell: (guidance: FaceGuidance) => void;
  private told: FaceGuidance = 'look-here';
  private asked: FaceGuidance = 'look-here';
  private since = 0;

  constructor(tell: (guidance: FaceGuidance) => void) {
    this.tell = tell;
    tell(this.told);
  }

  /** What the newest picture asks for, at `now` milliseconds. */
  see(guidance: FaceGuidance, now: number): void {
    if (guidance !== this.asked) {
      this.asked = guidance;
      this.since = now;
    }
    if (guidance === this.told || now - this.since < guidanceStableMs) return;
    this.told = guidance;
    this.tell(guidance);
  }
}
