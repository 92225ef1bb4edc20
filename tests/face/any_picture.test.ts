import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictureProperties } from '../../scripts/fuzz/pictureProperties.ts';
import { projectRoot } from '../../src/system/paths.ts';

/** `npm run fuzz:pictures` runs the same for as long as one likes. */
const cases = 60;

it.each(pictureProperties(projectRoot()))('any bytes, decoded or refused: $name', async ({ share, property }) => {
  const outcome = await fc.check(property, { numRuns: cases * share, seed: 20_261_125 });
  expect(outcome.failed ? fc.defaultReportMessage(outcome) : 'held').toBe('held');
});
