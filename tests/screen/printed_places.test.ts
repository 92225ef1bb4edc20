import { expect, test } from 'vitest';
import { specimenLayout } from '../../src/card/printedFace/layout.ts';
import { printedPlaces } from '../../src/screen/app/drawings/printedPlaces.ts';

test.each([
  ['birth', specimenLayout.birthdate],
  ['expiry', specimenLayout.expiry],
  ['code', specimenLayout.securityCode],
] as const)('the drawing marks the place in which the camera reads: %s', (part, box) => {
  const { x, y, width, height } = printedPlaces[part];
  const middle = [box.left + box.width / 2, box.top + box.height / 2] as const;
  expect(middle[0] > x && middle[0] < x + width && middle[1] > y && middle[1] < y + height).toBe(true);
});
