import 'reflect-metadata';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardProperties } from '../../scripts/fuzz/cardProperties.ts';
import { root } from '../support/card/cardRig.ts';

const cases = 100_000;
const properties = await cardProperties(root);

/** `npm run fuzz:card` runs the same for as long as one likes. */
describe('any bytes whatever give a value or a named problem', () => {
  test.each(properties)(
    '$name',
    async ({ property, share }) => {
      await fc.assert(property, { numRuns: Math.ceil(cases * share) });
    },
    120_000,
  );

  test(`in ${cases} cases altogether`, () => {
    expect(properties.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });
});
