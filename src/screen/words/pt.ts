import { arriving } from './pt/arriving.ts';
import { ending } from './pt/ending.ts';
import { frame } from './pt/frame.ts';
import { identity } from './pt/identity.ts';
import { settings } from './pt/settings.ts';
import { sharing } from './pt/sharing.ts';
import type { ScreenWords } from './words.ts';

/** Português, as it is written in Brazil: so do the leaflets for its speakers in Japan. */
export const pt: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
