import type { Language } from '../../problem/languages.ts';
import { forStaff as staffEn } from './en/forStaff.ts';
import { en } from './en.ts';
import { forStaff as staffJa } from './ja/forStaff.ts';
import { ja } from './ja.ts';
import { jaEasy } from './jaEasy.ts';
import { ko } from './ko.ts';
import { pt } from './pt.ts';
import type { StaffWords } from './shape/forStaff.ts';
import { vi } from './vi.ts';
import type { ScreenWords } from './words.ts';
import { zh } from './zh.ts';

/** What patients read, in each language. */
export const wordsIn: Readonly<Record<Language, ScreenWords>> = { ja, 'ja-easy': jaEasy, en, zh, ko, vi, pt };

/** Each language's name for itself: it is found by who reads only that one. */
export const languageNames: Readonly<Record<Language, string>> = {
  ja: '日本語',
  'ja-easy': 'やさしい日本語《にほんご》',
  en: 'English',
  zh: '简体中文',
  ko: '한국어',
  vi: 'Tiếng Việt',
  pt: 'Português',
};

/** What `lang` says of text in a language: it chooses the voice of a screen reader, and the form of a character. */
export const languageTags: Readonly<Record<Language, string>> = {
  ja: 'ja',
  'ja-easy': 'ja',
  en: 'en',
  zh: 'zh-Hans',
  ko: 'ko',
  vi: 'vi',
  pt: 'pt-BR',
};

/** The languages that staff of a clinic in Japan read. */
export type StaffLanguage = 'ja' | 'en';

/** What only staff read, in theirs. */
export const staffWordsIn: Readonly<Record<StaffLanguage, StaffWords>> = { ja: staffJa, en: staffEn };

/** What staff read while a patient reads this language: the patient's choice is not theirs. */
export function staffLanguageBeside(language: Language): StaffLanguage {
  return language === 'en' ? 'en' : 'ja';
}
