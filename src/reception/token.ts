import { phoneKinds } from '../card/phoneKind.ts';

/** What a patient brought. `phone`: they have not said which kind, or left before they did. */
export const tokens = ['card', 'phone', ...phoneKinds] as const;
export type Token = (typeof tokens)[number];

/** What was read in the end. `none`: nothing (disaster, emergency). */
export const readTokens = ['card', ...phoneKinds, 'none'] as const;
