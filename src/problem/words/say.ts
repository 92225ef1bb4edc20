import { inEveryLanguage, type Language, type Sentence } from '../languages.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { AdviceName, ProblemWords, TitleName } from './words.ts';

const wordsIn: Readonly<Record<Language, ProblemWords>> = { ja, en };

/** A headline for the patient. Several errors may share one: what differs is for the desk. */
export function title(name: TitleName): Sentence {
  return inEveryLanguage((language) => wordsIn[language].titles[name]);
}

/** A next step for the patient. */
export function advice(name: AdviceName): Sentence {
  return inEveryLanguage((language) => wordsIn[language].advice[name]);
}
