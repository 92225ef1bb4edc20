import type { ScreenWords } from './words.ts';
import { arriving } from './zh/arriving.ts';
import { ending } from './zh/ending.ts';
import { frame } from './zh/frame.ts';
import { identity } from './zh/identity.ts';
import { settings } from './zh/settings.ts';
import { sharing } from './zh/sharing.ts';

/** 简体中文, in the terms of the multilingual leaflets of Japan's ministries and municipalities. */
export const zh: ScreenWords = { ...frame, ...settings, ...arriving, ...identity, ...sharing, ...ending };
