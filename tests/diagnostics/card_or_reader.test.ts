import { expect, test } from 'vitest';
import { cardOrReader } from '../../src/diagnostics/cardOrReader.ts';
import type { ProblemCode } from '../../src/problem/catalogue.ts';
import { failed, ok } from '../../src/problem/result.ts';

const there = ok({ name: 'Reader', card: 'none' } as const);
const well = undefined;

test.each<[string, (ProblemCode | undefined)[], typeof there | ReturnType<typeof failed>, string]>([
  ['one card after others that were read', [well, well, 'U-101'], there, 'card'],
  ['two in a row', [well, 'U-101', 'U-105'], there, 'card'],
  ['three in a row', [well, 'U-101', 'U-105', 'U-101'], there, 'reader'],
  ['a reader that is gone', [well, well], failed('U-104'), 'reader'],
  ['a reader in other hands', [well], failed('U-107'), 'reader'],
  ['the very first card', ['U-101'], there, 'unclear'],
  ['nothing yet', [], there, 'unclear'],
  ['a wrong PIN, which is no fault of a card', [well, 'U-203'], there, 'nobody'],
  ['a card that was read since', ['U-101', 'U-101', 'U-101', well], there, 'nobody'],
])('%s', (_what, problems, reader, blames) => {
  const verdict = cardOrReader(
    problems.map((problem) => ({ problem })),
    reader,
  );
  expect(verdict.blames).toBe(blames);
  expect(verdict.next).toMatch(/ください。|問題です。$/);
});
