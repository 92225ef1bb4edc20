import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { consentWordingVersion } from '../../src/consent/wording.ts';
import { languages } from '../../src/problem/languages.ts';
import { wordsIn } from '../../src/screen/words/wordsIn.ts';
import { projectRoot } from '../../src/system/paths.ts';

/**
 * The consent questions of each version are kept word for word in docs/consent-wordings: Japanese and English in one
 * file, each translation of it in a file of its own. Whoever changes a sentence, in whatever language, gives it a new
 * version: with each answer version and language are recorded, and years later it must be clear what was on the screen.
 * A file that is there stays as it is, which is what its digest here holds.
 */
const digests: Readonly<Record<string, string>> = {
  '2026-11': '918f6506b83b64d5',
  '2026-11b': 'b8d8332dbc3b0fbb',
  '2026-11b.ja-easy': 'f9664c6bc498aa69',
  '2026-11b.ko': '2bc351282b9eb7a3',
  '2026-11b.pt': 'bd856d8fcb547ac3',
  '2026-11b.vi': '004da7aff6a9f69c',
  '2026-11b.zh': '81190bcaa9a481cc',
};

const folder = join(projectRoot(), 'docs', 'consent-wordings');
const translations = languages.filter((language) => language !== 'ja' && language !== 'en');

test('what is asked today is kept under its version, word for word', async () => {
  await expect(inJson({ ja: wordingOf(wordsIn.ja), en: wordingOf(wordsIn.en) })).toMatchFileSnapshot(
    join(folder, `${consentWordingVersion}.json`),
  );
});

test.each(translations)('so is its translation: %s', async (language) => {
  await expect(inJson(wordingOf(wordsIn[language]))).toMatchFileSnapshot(
    join(folder, `${consentWordingVersion}.${language}.json`),
  );
});

test('nobody changes what was asked under an earlier version', () => {
  const held = readdirSync(folder).map((name) => [
    name.replace('.json', ''),
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
      .slice(0, 16),
  ]);
  expect(Object.fromEntries(held)).toEqual(digests);
  expect(Object.keys(digests).at(-1)).toMatch(new RegExp(`^${consentWordingVersion}\\b`));
});

function inJson(wording: unknown): string {
  return `${JSON.stringify(wording, null, 2)}\n`;
}

/** The sentences of a language about consent. */
function wordingOf({ consent, consentItems, oneByOne }: typeof wordsIn.ja) {
  return { consent, consentItems: { ...consentItems, submit: oneByOne.submit } };
}
