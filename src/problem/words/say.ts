import { inEveryLanguage, type Language, type Sentence } from '../languages.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { jaEasy } from './jaEasy.ts';
import { ko } from './ko.ts';
import { pt } from './pt.ts';
import { vi } from './vi.ts';
import type { AdviceName, ProblemWords, TitleName } from './words.ts';
import { zh } from './zh.ts';

const wordsIn: Readonly<Record<Language, ProblemWords>> = { ja, 'ja-easy': jaEasy, en, zh, ko, vi, pt };

/** A headline for the patient. Several errors may share one: what differs is for the desk. */
export function title(name: TitleName): Sentence {
  return inEveryLanguage((language) => wordsIn[language].titles[name]);
}

/** A next step for the patient. */
export function advice(name: AdviceName): Sentence {
  return inEveryLanguage((language) => wordsIn[language].advice[name]);
}
