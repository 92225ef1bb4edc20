import { randomInt } from 'node:crypto';
import type { FaceGuidance } from '../guidance.ts';

/** The patient's own side. */
export type Side = 'left' | 'right';

/** What the patient is asked to do, and how it is measured: degrees away from how they stood, and milliseconds. */
export const turnRules = {
  /** Turns to a side chosen by chance each: a recording fits with one in 2 to this power. */
  turns: 2,
  /** It begins with a head that stands no farther from the middle: noses are not all there, but nearly. */
  beginWithin: 12,
  /** Turned so far, the nose has left the middle beyond what tilting or bending a print does to it... */
  turnedAt: 16,
  /** ...and so near the middle the head is back. */
  straightWithin: 8,
  /** For each turn there and back; hearing, understanding and a stiff neck included. */
  eachMs: 7_000,
} as const;

/** Longest a whole challenge takes, milliseconds. */
export const longestChallengeMs = turnRules.turns * turnRules.eachMs;

/** Sides by chance, from the system's own source: nobody can know them beforehand. */
export function chanceSides(): readonly Side[] {
  return Array.from({ length: turnRules.turns }, () => (randomInt(2) === 0 ? 'left' : 'right'));
}

/** How a challenge stands. `failed` is a word of this program; the patient never hears it. */
export type ChallengeState = 'going' | 'passed' | 'failed';

/**
 * Asks for turns of the head, one after the other, each followed by a look straight ahead. A turn to the other side or
 * too late a turn fails it: whoever plays a recording cannot hear what is asked.
 */
export class TurnChallenge {
  private readonly sides: readonly Side[];
  /** Yaw of this face when it looks straight ahead, degrees: noses are not all in the middle. */
  private readonly straight: number;
  private done = 0;
  private isTurned = false;
  private since: number;

  constructor(sides: readonly Side[], straight: number, now: number) {
    this.sides = sides;
    this.straight = straight;
    this.since = now;
  }

  /** Hears how the head stands at `now` milliseconds; `yaw` in degrees, positive to the person's left. */
  hear(yaw: number, now: number): ChallengeState {
    if (now - this.since > turnRules.eachMs) return 'failed';
    const turned = yaw - this.straight;
    if (this.isTurned) {
      if (Math.abs(turned) > turnRules.straightWithin) return 'going';
      this.isTurned = false;
      this.done += 1;
      this.since = now;
      return this.done === this.sides.length ? 'passed' : 'going';
    }
    const towards = this.sides[this.done] === 'left' ? turned : -turned;
    if (towards <= -turnRules.turnedAt) return 'failed';
    this.isTurned = towards >= turnRules.turnedAt;
    return 'going';
  }

  /** What the patient is asked to do next. */
  get asks(): FaceGuidance {
    if (this.isTurned) return 'look-straight';
    return this.sides[this.done] === 'left' ? 'turn-left' : 'turn-right';
  }

  /** When it has failed for being late, milliseconds. */
  get deadline(): number {
    return this.since + turnRules.eachMs;
  }
}
