import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { lackingReadings, piecesOf, withoutReadings } from '../../src/kernel/furigana.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import { type Language, languages } from '../../src/problem/languages.ts';
import { phrasesOf } from '../../src/screen/app/phrases.ts';
import { languageNames, wordsIn } from '../../src/screen/words/wordsIn.ts';

/** What sentences with a gap are filled with: a count, seconds, or a day. */
const gap = Object.assign(3, { year: 2027, month: 2, day: 28 });

/** Every sentence in `words`, those with a gap filled. */
function sentencesIn(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return sentencesIn(words(gap));
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentencesIn) : [];
}

/** Everything a patient reads in this language: of the screen, of errors, and what a clinic has that wrote nothing itself. */
function everything(language: Language): readonly string[] {
  const { afterCheckIn, afterFirstVisit } = configSchema.parse({}).clinic;
  const ofErrors = Object.values(catalogue).flatMap(({ patient, advice }) => [patient[language], advice[language]]);
  const own = [afterCheckIn[language], afterFirstVisit[language]];
  return [...sentencesIn(wordsIn[language]), ...ofErrors, ...sentencesIn(own), languageNames[language]];
}

test.each(languages)('no sentence is empty, and none is left in another script: %s', (language) => {
  const said = everything(language);
  expect(said.length).toBeGreaterThan(250);
  expect(said.filter((sentence) => sentence.trim() === '')).toEqual([]);
  const kana = /[ぁ-んァ-ヴ]/;
  const hangul = /[가-힣]/;
  const isJapanese = language.startsWith('ja');
  expect(said.filter((sentence) => kana.test(sentence) && !isJapanese)).toEqual([]);
  expect(said.filter((sentence) => hangul.test(sentence) && language !== 'ko')).toEqual([]);
});

test('in やさしい日本語 every kanji has its reading, and the reading is ひらがな', () => {
  const said = everything('ja-easy');
  expect(said.flatMap(lackingReadings)).toEqual([]);
  const readings = said.flatMap(piecesOf).flatMap(({ reading }) => reading ?? []);
  expect(readings.length).toBeGreaterThan(500);
  expect(readings.filter((reading) => !/^[ぁ-んー]+$/.test(reading))).toEqual([]);
});

test('no other language has readings', () => {
  const others = languages.filter((language) => language !== 'ja-easy');
  expect(
    others.flatMap(everything).filter((sentence) => /[《》]/.test(withoutReadings(sentence)) || /《/.test(sentence)),
  ).toEqual([]);
});

test.each(languages)('the phrases of a sentence make the sentence: %s', (language) => {
  for (const sentence of everything(language).map(withoutReadings)) {
    expect(phrasesOf(sentence, language).join('')).toBe(sentence);
  }
});

test('a kanji without a reading is found, and so is a bracket without a kanji', () => {
  expect(lackingReadings('受付《うけつけ》の人に聞《き》く')).toEqual(['人']);
  expect(lackingReadings('かな《かな》')).toEqual(['《', '》']);
  expect(withoutReadings('受付《うけつけ》の人《ひと》')).toBe('受付の人');
});

test('a Japanese line may end before what stands in brackets, never within it or before its particle', () => {
  expect(phrasesOf('証明書（受給者証）を使いますか？', 'ja-easy')).toEqual([
    '証明書',
    '（受給者証）を',
    '使いますか？',
  ]);
  expect(phrasesOf('（受給者証）', 'ja')).toEqual(['（受給者証）']);
});

test('Chinese lines end between words, never before what closes or after what opens', () => {
  expect(phrasesOf('请确认与卡上的数字相同，再按“确定”。', 'zh').join('|')).toMatch(/相同，\|.*“确定”。$/);
  expect(phrasesOf('输入4位数字', 'zh')).toContain('4位');
});
