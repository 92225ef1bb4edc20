import type { FaceLook, Look } from './engine.ts';
import type { FaceOutcome, FaceProfile } from './faceMatcher.ts';
import { type FaceGuidance, silence, type Telling } from './guidance.ts';
import { doubtAbout } from './liveness/doubt.ts';
import type { ChallengePolicy, LivenessEvidence } from './liveness/evidence.ts';
import { Motion } from './liveness/motion.ts';
import { type Side, TurnChallenge, turnRules } from './liveness/turnChallenge.ts';
import type { ScoreScale } from './models/manifest.ts';
import { flawOf } from './quality/flaw.ts';
import { guidanceFor, isInPlace } from './quality/guidanceFor.ts';
import { betterOf, type Verdict, verdictOf } from './verdict.ts';

/** One frame may err either way; what is decided rests on several. */
export const judgeRules = {
  /** Matching frames that are needed... */
  needed: 2,
  /** ...among so many of the last good ones of one face. */
  among: 3,
  /** Frames after which a stranger need not wait for the end of the attempt... */
  strangerFrames: 6,
  /** ...and the time to turn the head, take off a cap or a mask, milliseconds from the first face. */
  strangerMs: 2_500,
  /** After the challenge the face must match anew; it gets this long, milliseconds. */
  confirmMs: 3_000,
  /** Whoever is being led into place gets so long for each direction, milliseconds... */
  eachDirectionMs: 4_000,
  /** ...and for all of them. */
  directionsMs: 30_000,
  /** A challenge begins when it can be said at once: so long that is waited for, milliseconds. */
  untilAskedMs: 10_000,
} as const;

export interface JudgeOptions {
  readonly profile: FaceProfile;
  readonly scale: ScoreScale;
  readonly challenge: ChallengePolicy;
  /** Chooses the sides of a challenge. */
  readonly sides: () => readonly Side[];
}

interface JudgedFrame {
  readonly score: number;
  readonly verdict: Verdict;
  readonly passive: number | null;
  /** Degrees. */
  readonly yaw: number;
}

/**
 * Decides one attempt from what its frames show. A match takes two matching frames among the last three good ones of
 * one and the same face, and no doubt that it lives; where there is doubt, the turns that the patient is asked for, and
 * two matching frames again. docs/face-liveness.md has the arithmetic. Near misses never add up to a match.
 */
export class Judge {
  private readonly options: JudgeOptions;
  private readonly every: Verdict[] = [];
  private frames: JudgedFrame[] = [];
  private motion = new Motion();
  private track: number | undefined;
  private watchedSince = 0;
  private firstAt = 0;
  private challenge: TurnChallenge | undefined;
  private passed = false;
  private passedAt = 0;
  private doubted = false;
  private isToFaceUs = false;
  private ledSince: number | undefined;
  private ledUntil = 0;
  private isOwed = false;
  /** Since when a challenge has been owed in this attempt, and until when it is waited for at least. */
  private owedSince: number | undefined;
  private owedUntil = 0;

  constructor(options: JudgeOptions) {
    this.options = options;
  }

  /**
   * Hears what one frame shows, at `now` milliseconds; answers as soon as the attempt is decided.
   *
   * @param telling how far the patient has been told what to do
   */
  hear(look: Look, now: number, telling = silence): FaceOutcome | undefined {
    if (look.kind !== 'face') return undefined;
    if (!isInPlace(look.measures)) this.lead(now, telling);
    if (look.track !== this.track) this.beginAnew(look.track, now);
    if (this.challenge) return this.hearTurn(this.challenge, look, now);
    if (flawOf(look.measures)) return undefined;
    this.keep(look, now);
    const matching = this.frames.slice(-judgeRules.among).filter(({ verdict }) => verdict === 'match');
    if (matching.length < judgeRules.needed) return this.isStranger(now) ? { kind: 'no-match' } : undefined;
    const yaws = matching.map(({ yaw }) => yaw);
    if (!this.mayBelieve(now, yaws, telling)) return undefined;
    const { profile, scale } = this.options;
    const score = matching.map((frame) => frame.score).reduce((a, b) => betterOf(a, b, scale));
    return { kind: 'match', score, profile, liveness: this.evidence };
  }

  /** What a frame asks of the patient; undefined where it says nothing new. */
  asks(look: Look): FaceGuidance | undefined {
    if (look.kind === 'seen-before') return undefined;
    // Whoever turns the head as asked is not told to look straight for it.
    if (look.kind === 'face' && this.challenge) return this.challenge.asks;
    if (look.kind === 'face' && this.isToFaceUs && !flawOf(look.measures)) return 'look-straight';
    return guidanceFor(look);
  }

  /** Whether the patient is in the middle of what was asked of them, so that words must come at once. */
  get isChallenging(): boolean {
    return this.challenge !== undefined;
  }

  /** Whether any frame was good enough to be compared. */
  get hasJudged(): boolean {
    return this.every.length > 0;
  }

  /** Whether the patient is on the way to where they can be judged, and was a moment ago. */
  isLedAt(now: number): boolean {
    return now < this.ledUntil && now - (this.ledSince ?? now) < judgeRules.directionsMs;
  }

  /** Until when a patient who does as they are told must be given time, milliseconds; 0 where nothing is asked. */
  get patientUntil(): number {
    if (this.challenge) return this.challenge.deadline;
    return this.passed ? this.passedAt + judgeRules.confirmMs : Math.max(this.ledUntil, this.owedUntil);
  }

  /** What the attempt came to, its time being up. */
  conclude(): FaceOutcome {
    if (this.every.length === 0) return { kind: 'no-face' };
    if (this.doubted) return { kind: 'not-live' };
    return { kind: this.every.every((verdict) => verdict === 'no-match') ? 'no-match' : 'near-miss' };
  }

  /** A face that is not where it should be is waited for: by ear it is found in small steps. */
  private lead(now: number, { isNew }: Telling): void {
    // Whoever has not heard yet what to do is not being led.
    if (isNew && !this.hasJudged) this.ledSince = now;
    this.ledSince ??= now;
    if (now - this.ledSince < judgeRules.directionsMs) this.ledUntil = now + judgeRules.eachDirectionMs;
  }

  /** Another face has nothing of what the one before has earned. */
  private beginAnew(track: number, now: number): void {
    this.track = track;
    this.watchedSince = now;
    this.frames = [];
    this.motion = new Motion();
    this.challenge = undefined;
    this.passed = false;
    this.isToFaceUs = false;
    this.isOwed = false;
  }

  private keep({ score, passive, measures }: FaceLook, now: number): void {
    if (this.every.length === 0) this.firstAt = now;
    const verdict = verdictOf(score, this.options.scale);
    this.every.push(verdict);
    this.frames.push({ score, verdict, passive, yaw: measures.pose.yaw });
    this.motion.see(measures);
  }

  private hearTurn(challenge: TurnChallenge, { measures }: FaceLook, now: number): FaceOutcome | undefined {
    const state = challenge.hear(measures.pose.yaw, now);
    if (state === 'failed') return { kind: 'not-live' };
    if (state === 'passed') {
      this.challenge = undefined;
      this.passed = true;
      this.passedAt = now;
    }
    return undefined;
  }

  /** Whether the matching face is believed to live. Begins the challenge where it is not, or never is. */
  private mayBelieve(now: number, yaws: readonly number[], telling: Telling): boolean {
    if (this.passed) return true;
    const { challenge, sides } = this.options;
    const doubt = doubtAbout(this.passive, this.motion, now - this.watchedSince, challenge !== 'off');
    // Once in doubt, always in doubt: what is owed does not lapse while it waits to be said.
    const isOwed = challenge === 'always' || this.isOwed;
    if (!isOwed && doubt === 'none') return true;
    if (!isOwed && doubt === 'wait') return false;
    this.isOwed = true;
    this.doubted = true;
    if (challenge === 'off') return false;
    if (this.waitsToAsk(now, telling)) return false;
    // Turns are measured from here: whoever looks aside and is recognised all the same is asked to look here first.
    this.isToFaceUs = yaws.some((yaw) => Math.abs(yaw) > turnRules.beginWithin);
    if (this.isToFaceUs) return false;
    this.challenge = new TurnChallenge(sides(), meanOf(yaws), now);
    // What was seen before the turns proves nothing about who is there after them.
    this.frames = [];
    return false;
  }

  /** Whoever listens is given the whole time of a turn only where they are told of it at once. */
  private waitsToAsk(now: number, { isTaken }: Telling): boolean {
    this.owedSince ??= now;
    const waits = isTaken && now - this.owedSince < judgeRules.untilAskedMs;
    if (waits) this.owedUntil = now + judgeRules.eachDirectionMs;
    return waits;
  }

  private get passive(): number | null {
    const scores = this.frames.map(({ passive }) => passive).filter((each) => each !== null);
    return scores.length === 0 ? null : meanOf(scores);
  }

  private get evidence(): LivenessEvidence {
    return { passive: this.passive, challenge: this.passed ? 'passed' : 'not-asked' };
  }

  private isStranger(now: number): boolean {
    return (
      this.every.length >= judgeRules.strangerFrames &&
      now - this.firstAt >= judgeRules.strangerMs &&
      this.every.every((verdict) => verdict === 'no-match')
    );
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
}
