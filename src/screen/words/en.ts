import { arriving } from './en/arriving.ts';
import { ending } from './en/ending.ts';
import { frame } from './en/frame.ts';
import { identity } from './en/identity.ts';
import { settings } from './en/settings.ts';
import { sharing } from './en/sharing.ts';
import type { ScreenWords } from './words.ts';

/** English: plain words for readers who may not have it as their first language either. */
export const en: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
