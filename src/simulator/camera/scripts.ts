import type { Act, ScriptStep } from './acts.ts';

const patienceSeconds = 30;

/** Does something until the screen asks for what ends it; whoever is never asked gives up after half a minute. */
const until = (what: Act, asked: NonNullable<ScriptStep['until']>): ScriptStep => ({
  do: what,
  seconds: patienceSeconds,
  until: asked,
});

/** Ways to behave before the camera that have a name, so that a dock or a test need not spell them out. */
const scripts = {
  /** Looks elsewhere, then stands too far off, then comes: each as soon as the screen says what to mend. */
  moves: [until('look-away', 'look-straight'), until('go-far', 'closer')],
  /** Bends so far forward that the face fills the picture. */
  'leans-in': [until('come-closer', 'farther')],
  /** Takes the mask off when asked for the whole face. */
  'wears-mask': [until('wear-mask', 'uncover')],
  /** Was there a moment ago. */
  'walks-off': [
    { do: 'stand-still', seconds: 1 },
    { do: 'leave', seconds: 120 },
  ],
} as const satisfies Readonly<Record<string, readonly ScriptStep[]>>;

export type ScriptName = keyof typeof scripts;

/** The names, for whoever has to choose one. */
export const scriptNames = ['moves', 'leans-in', 'wears-mask', 'walks-off'] as const satisfies readonly ScriptName[];

/** The steps of a script, named or spelt out; none where there is none. */
export function stepsOf(script: ScriptName | readonly ScriptStep[] | undefined): readonly ScriptStep[] {
  return typeof script === 'string' ? scripts[script] : (script ?? []);
}
