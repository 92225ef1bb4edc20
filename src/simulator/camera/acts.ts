import type { FaceGuidance } from '../../face/guidance.ts';

/** What a played patient can be told to do. Left and right are their own. */
export const acts = [
  'look-away',
  'come-closer',
  'go-far',
  'wear-mask',
  'dim',
  'stand-still',
  'turn-left',
  'turn-right',
  'leave',
] as const;
export type Act = (typeof acts)[number];

/** One thing done for a while; then the next, and at the end the person stands there and does as the kiosk asks. */
export interface ScriptStep {
  readonly do: Act;
  /** Longest time it is done. */
  readonly seconds: number;
  /** It ends sooner when the screen asks for this. */
  readonly until?: FaceGuidance | undefined;
}
