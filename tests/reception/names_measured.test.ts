import { expect, test } from 'vitest';
import { type ClassFigures, measureNames, total } from '../../scripts/survey/names/measure.ts';

const pairs = 300;
const { same, other } = measureNames(pairs, 11);
const missed = (figures: readonly ClassFigures[], verdict: 'same' | 'other') =>
  figures.filter(({ said }) => said[verdict] > 0).map(({ title, said }) => [title, said[verdict]]);

test('of 300 pairs of one person in two notations at most one in a hundred is called another', () => {
  expect(same.reduce((sum, { pairs: each }) => sum + each, 0)).toBe(pairs);
  expect(total(same, 'other'), JSON.stringify(missed(same, 'other'))).toBeLessThanOrEqual(pairs / 100);
});

test('and most are recognised without staff', () => {
  expect(total(same, 'same')).toBeGreaterThanOrEqual(0.85 * pairs);
});

test('of 300 pairs of two people, siblings and twins among them, none is called one', () => {
  expect(other.reduce((sum, { pairs: each }) => sum + each, 0)).toBe(pairs);
  expect(missed(other, 'same')).toEqual([]);
});
