/** The languages in which patients are spoken to: on the screen, and of every numbered error. */
export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];

/** A sentence in every one of them. */
export type Sentence = Readonly<Record<Language, string>>;

/** A sentence, picked out of each language's words. */
export function inEveryLanguage(pick: (language: Language) => string): Sentence {
  return Object.fromEntries(languages.map((language) => [language, pick(language)])) as Record<Language, string>;
}
