import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { edgeProperties } from '../../scripts/fuzz/edges/edgeProperties.ts';
import { mostStallMs, stallWatch } from '../../scripts/fuzz/edges/stalls.ts';

const cases = 20_000;
/** On a loaded machine a slow case is only told of; `npm run fuzz:edges` fails over one. */
const watch = stallWatch(false);
const properties = edgeProperties(watch);

/** `npm run fuzz:edges` runs the same for as long as one likes. */
describe('whatever the world sends comes to a value or a numbered problem, and to nobody else’s ears', () => {
  test.each(properties)('$name', async ({ property, share }) => {
    await fc.assert(property, { numRuns: Math.ceil(cases * share) });
  });

  test(`in ${cases} cases altogether`, () => {
    expect(properties.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });
});

afterAll(() => {
  for (const { name, ms } of watch.stalls()) console.warn(`${name}: ${ms.toFixed(0)} ms, above ${mostStallMs}`);
});
