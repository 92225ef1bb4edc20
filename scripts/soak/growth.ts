import type { Row } from './year.ts';

/** From this share of the rows on everything has been used once. */
const settledFrom = 0.2;

/**
 * How much has grown from when everything had been used once to the end, as shares of what it was then. Each end is the
 * median of three rows where there are as many: one of them is a moment.
 */
export function growthOf(rows: readonly Pick<Row, 'heapBytes' | 'kioskBytes' | 'kioskDescriptors' | 'browserBytes'>[]) {
  const settled = rows.slice(Math.max(1, Math.ceil(settledFrom * (rows.length - 1))));
  const of = (value: (row: (typeof rows)[number]) => number): number => {
    const [from, to] = [settled.slice(0, 3).map(value), settled.slice(-3).map(value)].map(median);
    return from && to ? Math.round((to / from - 1) * 1_000) / 1_000 : 0;
  };
  return {
    heap: of(({ heapBytes }) => heapBytes),
    kiosk: of(({ kioskBytes }) => kioskBytes),
    descriptors: of(({ kioskDescriptors }) => kioskDescriptors),
    browser: of(({ browserBytes }) => browserBytes),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
