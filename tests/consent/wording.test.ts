import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { consentWordingVersion } from '../../src/consent/wording.ts';
import { en } from '../../src/screen/words/en.ts';
import { ja } from '../../src/screen/words/ja.ts';
import { projectRoot } from '../../src/system/paths.ts';

/**
 * The consent questions of each version are kept word for word in docs/consent-wordings. Whoever changes a sentence
 * gives it a new version: with each answer the version is recorded, and years later it must be clear what was on the
 * screen. A file that is there stays as it is, which is what its digest here holds.
 */
const digests: Readonly<Record<string, string>> = {
  '2026-11': '918f6506b83b64d5',
  '2026-11b': 'b8d8332dbc3b0fbb',
};

const folder = join(projectRoot(), 'docs', 'consent-wordings');

test('what is asked today is kept under its version, word for word', async () => {
  const asked = { ja: wordingOf(ja), en: wordingOf(en) };
  await expect(`${JSON.stringify(asked, null, 2)}\n`).toMatchFileSnapshot(
    join(folder, `${consentWordingVersion}.json`),
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
  expect(Object.keys(digests).at(-1)).toBe(consentWordingVersion);
});

/** The sentences of a language about consent. */
function wordingOf({ consent, consentItems, oneByOne }: typeof ja) {
  return { consent, consentItems: { ...consentItems, submit: oneByOne.submit } };
}
