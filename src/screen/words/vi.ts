import { arriving } from './vi/arriving.ts';
import { ending } from './vi/ending.ts';
import { frame } from './vi/frame.ts';
import { identity } from './vi/identity.ts';
import { settings } from './vi/settings.ts';
import { sharing } from './vi/sharing.ts';
import type { ScreenWords } from './words.ts';

/** Tiếng Việt, in the terms of the multilingual leaflets of Japan's ministries and municipalities. */
export const vi: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
