import type { FaceOutcome, FaceProfile } from './faceMatcher.ts';
import type { ScoreScale } from './models/manifest.ts';
import { betterOf, type Verdict, verdictOf } from './verdict.ts';

/** One frame may err either way; what is decided rests on several. */
export const judgeRules = {
  /** Matching frames that are needed... */
  needed: 2,
  /** ...among so many of the last ones. */
  among: 3,
  /** Frames after which a stranger need not wait for the end of the attempt... */
  strangerFrames: 6,
  /** ...and the time to turn the head, take off a cap or a mask, milliseconds from the first face. */
  strangerMs: 2_500,
} as const;

interface JudgedFrame {
  readonly score: number;
  readonly verdict: Verdict;
}

/** Collects the scores of one attempt until they decide it. */
export class Judge {
  private readonly profile: FaceProfile;
  private readonly scale: ScoreScale;
  private readonly frames: JudgedFrame[] = [];
  private firstAt = 0;

  constructor(profile: FaceProfile, scale: ScoreScale) {
    this.profile = profile;
    this.scale = scale;
  }

  /** Hears one frame's score, at `now` milliseconds; answers as soon as the attempt is decided. */
  hear(score: number, now: number): FaceOutcome | undefined {
    if (this.frames.length === 0) this.firstAt = now;
    this.frames.push({ score, verdict: verdictOf(score, this.scale) });
    const matching = this.frames.slice(-judgeRules.among).filter(({ verdict }) => verdict === 'match');
    if (matching.length >= judgeRules.needed) {
      const best = matching.map((frame) => frame.score).reduce((a, b) => betterOf(a, b, this.scale));
      return { kind: 'match', score: best, profile: this.profile };
    }
    return this.isStranger(now) ? { kind: 'no-match' } : undefined;
  }

  /** What the attempt came to, its time being up. */
  conclude(): FaceOutcome {
    if (this.frames.length === 0) return { kind: 'no-face' };
    return { kind: this.frames.every(({ verdict }) => verdict === 'no-match') ? 'no-match' : 'near-miss' };
  }

  private isStranger(now: number): boolean {
    return (
      this.frames.length >= judgeRules.strangerFrames &&
      now - this.firstAt >= judgeRules.strangerMs &&
      this.frames.every(({ verdict }) => verdict === 'no-match')
    );
  }
}
