import type { FaceGuidance } from '../../face/guidance.ts';
import type { Act, ScriptStep } from './acts.ts';

/** How a played patient stands at a moment. */
export interface Stance {
  readonly isThere: boolean;
  /** Turned to the person's own left (positive) or right: 0 straight, 1 a little, 2 far. */
  readonly turn: number;
  /** 1 where one should stand, more is nearer. */
  readonly nearness: number;
  readonly masked: boolean;
  /** 1 as the room is lit. */
  readonly brightness: number;
  /** Whether breath and balance move the body. */
  readonly sways: boolean;
}

const standing: Stance = { isThere: true, turn: 0, nearness: 1, masked: false, brightness: 1, sways: true };

const stanceOf: Readonly<Record<Act, Partial<Stance>>> = {
  'look-away': { turn: 2 },
  'come-closer': { nearness: 1.75 },
  'go-far': { nearness: 0.33 },
  'wear-mask': { masked: true },
  dim: { brightness: 0.2 },
  'stand-still': { sways: false },
  'turn-left': { turn: 2 },
  'turn-right': { turn: -2 },
  leave: { isThere: false },
};

/** Time to understand what the screen asks for, and to turn the head by one step, milliseconds. */
const reactionMs = 400;
const turnStepMs = 180;

/** A played patient: goes through a script, then stands there and does what the screen asks. */
export class PlayedPatient {
  private readonly steps: readonly ScriptStep[];
  /** The step that is being played, and when it is over; milliseconds. */
  private step = 0;
  private stepEnds: number;
  private asked: FaceGuidance = 'look-here';
  private askedAt = 0;
  /** Where the head was when something else was last asked. */
  private turnThen = 0;

  constructor(steps: readonly ScriptStep[]) {
    this.steps = steps;
    this.stepEnds = lengthOf(steps[0]);
  }

  /** Hears what the screen asks for. Time must not run backwards, here and in {@link stanceAt}. */
  obey(guidance: FaceGuidance, at: number): void {
    if (guidance === this.asked) return;
    this.turnThen = this.turnAt(at);
    this.asked = guidance;
    this.askedAt = at;
    if (this.stepAt(at)?.until === guidance) this.stepEnds = Math.min(this.stepEnds, at + reactionMs);
  }

  stanceAt(at: number): Stance {
    const step = this.stepAt(at);
    return step ? { ...standing, ...stanceOf[step.do] } : { ...standing, turn: this.turnAt(at) };
  }

  private stepAt(at: number): ScriptStep | undefined {
    while (this.step < this.steps.length && at >= this.stepEnds) {
      this.step += 1;
      this.stepEnds += lengthOf(this.steps[this.step]);
    }
    return this.steps[this.step];
  }

  /** The head on its way, step by step, to where it was asked to go. */
  private turnAt(at: number): number {
    const aim = this.asked === 'turn-left' ? 2 : this.asked === 'turn-right' ? -2 : 0;
    const steps = Math.max(0, Math.floor((at - this.askedAt - reactionMs) / turnStepMs));
    const way = aim - this.turnThen;
    return this.turnThen + Math.sign(way) * Math.min(Math.abs(way), steps);
  }
}

/** How long a step lasts at most, milliseconds. */
function lengthOf(step: ScriptStep | undefined): number {
  return 1_000 * (step?.seconds ?? 0);
}
