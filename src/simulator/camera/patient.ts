import type { FaceGuidance } from '../../face/guidance.ts';
import type { Act, ScriptStep } from '../world.ts';

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
  private readonly script: readonly ScriptStep[];
  private asked: FaceGuidance = 'look-here';
  private askedAt = 0;
  /** Where the head was when something else was last asked. */
  private turnThen = 0;

  constructor(script: readonly ScriptStep[]) {
    this.script = script;
  }

  obey(guidance: FaceGuidance, at: number): void {
    if (guidance === this.asked) return;
    this.turnThen = this.turnAt(at);
    this.asked = guidance;
    this.askedAt = at;
  }

  stanceAt(at: number): Stance {
    const act = this.actAt(at);
    return act ? { ...standing, ...stanceOf[act] } : { ...standing, turn: this.turnAt(at) };
  }

  private actAt(at: number): Act | undefined {
    let until = 0;
    for (const step of this.script) {
      until += 1000 * step.seconds;
      if (at < until) return step.do;
    }
    return undefined;
  }

  /** The head on its way, step by step, to where it was asked to go. */
  private turnAt(at: number): number {
    const aim = this.asked === 'turn-left' ? 2 : this.asked === 'turn-right' ? -2 : 0;
    const steps = Math.max(0, Math.floor((at - this.askedAt - reactionMs) / turnStepMs));
    const way = aim - this.turnThen;
    return this.turnThen + Math.sign(way) * Math.min(Math.abs(way), steps);
  }
}
