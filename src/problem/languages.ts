/** The languages in which patients are spoken to: on the screen, and of every numbered error. */
export const languages = ['ja', 'ja-easy', 'en', 'zh', 'ko', 'vi', 'pt'] as const;
export type Language = (typeof languages)[number];

/**
 * A sentence in every one of them. In やさしい日本語 the reading of kanji stands behind them: 受付《うけつけ》
 * (`kernel/furigana.ts`).
 */
export type Sentence = Readonly<Record<Language, string>>;

/** The languages in which a clinic writes its own sentences at least: what is missing in another is read in these. */
export const leastLanguages = ['ja', 'en'] as const satisfies readonly Language[];

/** A sentence that the clinic itself has written. */
export type OwnSentence = Readonly<Record<(typeof leastLanguages)[number], string>> &
  Readonly<Partial<Record<Language, string>>>;

/** A sentence, made for each language. */
export function inEveryLanguage(make: (language: Language) => string): Sentence {
  return Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, string>;
}

/** What is shown of the clinic's sentence to who reads `language`: that, or Japanese with English below it. */
export function linesOf(sentence: OwnSentence, language: Language): readonly { language: Language; text: string }[] {
  const shown = sentence[language] === undefined ? leastLanguages : [language];
  return shown.flatMap((each) => {
    const text = sentence[each];
    return text === undefined ? [] : [{ language: each, text }];
  });
}
