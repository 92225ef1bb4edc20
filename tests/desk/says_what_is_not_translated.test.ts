import { expect, test } from 'vitest';
import { untranslated } from '../../src/desk/pages/untranslated.ts';
import { languages, linesOf } from '../../src/problem/languages.ts';
import { facility } from '../support/desk/desk.ts';

const own = { ja: 'お待ちください。', en: 'Please wait.', ko: '기다려 주십시오.' };

test('the desk names the languages in which a sentence of the clinic is missing, of those that are offered', () => {
  const page = untranslated({ ...facility, languages: ['ja', 'en', 'ko', 'vi'], afterCheckIn: own });
  expect(page?.text).toContain('clinic.afterCheckIn');
  expect(page?.text).toMatch(/afterCheckIn.*?ベトナム語<.*afterFirstVisit.*韓国語、ベトナム語</s);
});

test('nothing is said where nothing is missing', () => {
  expect(untranslated({ ...facility, languages: ['ja', 'en'] })).toBeNull();
});

test('who reads a language that is missing reads Japanese with English below it', () => {
  expect(linesOf(own, 'vi').map(({ language }) => language)).toEqual(['ja', 'en']);
  expect(linesOf(own, 'ko')).toEqual([{ language: 'ko', text: own.ko }]);
  for (const language of languages) expect(linesOf(own, language).length).toBeGreaterThan(0);
});
