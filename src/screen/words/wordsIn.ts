import type { Language } from '../../problem/languages.ts';
import { forStaff as staffEn } from './en/forStaff.ts';
import { en } from './en.ts';
import { forStaff as staffJa } from './ja/forStaff.ts';
import { ja } from './ja.ts';
import type { StaffWords } from './shape/forStaff.ts';
import type { ScreenWords } from './words.ts';

/** What patients read, in each language. */
export const wordsIn: Readonly<Record<Language, ScreenWords>> = { ja, en };

/** Each language's name for itself: it is found by who reads only that one. */
export const languageNames: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** The languages that staff of a clinic in Japan read. */
export type StaffLanguage = 'ja' | 'en';

/** What only staff read, in theirs. */
export const staffWordsIn: Readonly<Record<StaffLanguage, StaffWords>> = { ja: staffJa, en: staffEn };

/** What staff read while a patient reads this language: the patient's choice is not theirs. */
export function staffLanguageBeside(language: Language): StaffLanguage {
  return language === 'en' ? 'en' : 'ja';
}
