import type { Language } from '../screen/view.ts';

/** A language of the patient's screen is one of its voice too. */
export type SpokenLanguage = Language;

/** How fast it is said. `slower` is what a second time is: slower than `slow` is. */
export const speeds = ['slower', 'slow', 'normal', 'fast'] as const;
export type Speed = (typeof speeds)[number];
