import type { SpokenLanguage } from '../languages.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { jaEasy } from './jaEasy.ts';
import { ko } from './ko.ts';
import { pt } from './pt.ts';
import type { SpokenWords } from './spokenWords.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';

/** What only the voice says, in each language. */
export const spokenWords: Readonly<Record<SpokenLanguage, SpokenWords>> = {
  ja,
  'ja-easy': jaEasy,
  en,
  zh,
  ko,
  vi,
  pt,
};
