import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { consentWordingVersion } from '../../src/consent/wording.ts';
import { en } from '../../src/screen/words/en.ts';
import { ja } from '../../src/screen/words/ja.ts';

/**
 * What each version of the consent questions said, by digest. Whoever changes a sentence gives it a new version and
 * adds a line: with each answer the version is recorded, and years later it must be clear what was on the screen.
 */
const versions: Readonly<Record<string, string>> = {
  '2026-11': '2e6187cd6905aa72',
};

test('the sentences are those of their version', () => {
  const sentences = [ja, en].map(({ consent, consentItems }) => [consent, consentItems]);
  const plain = JSON.stringify(sentences, (_key, value: unknown) => (typeof value === 'function' ? undefined : value));
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, 16);
  expect(versions[consentWordingVersion]).toBe(digest);
});
