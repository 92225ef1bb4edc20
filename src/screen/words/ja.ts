import { arriving } from './ja/arriving.ts';
import { ending } from './ja/ending.ts';
import { frame } from './ja/frame.ts';
import { identity } from './ja/identity.ts';
import { settings } from './ja/settings.ts';
import { sharing } from './ja/sharing.ts';
import type { ScreenWords } from './words.ts';

/** 日本語: short sentences, everyday words, no furigana needed. */
export const ja: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
