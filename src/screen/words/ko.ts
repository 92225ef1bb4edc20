import { arriving } from './ko/arriving.ts';
import { ending } from './ko/ending.ts';
import { frame } from './ko/frame.ts';
import { identity } from './ko/identity.ts';
import { settings } from './ko/settings.ts';
import { sharing } from './ko/sharing.ts';
import type { ScreenWords } from './words.ts';

/** 한국어, in the terms of the multilingual leaflets of Japan's ministries and municipalities. */
export const ko: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
