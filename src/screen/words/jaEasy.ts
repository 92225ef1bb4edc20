import { arriving } from './jaEasy/arriving.ts';
import { ending } from './jaEasy/ending.ts';
import { frame } from './jaEasy/frame.ts';
import { identity } from './jaEasy/identity.ts';
import { settings } from './jaEasy/settings.ts';
import { sharing } from './jaEasy/sharing.ts';
import type { ScreenWords } from './words.ts';

/** やさしい日本語: short sentences of plain verbs, with the reading of every kanji behind it. */
export const jaEasy: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
