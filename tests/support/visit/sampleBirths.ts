import type { BirthReading } from '../../../src/card/digits.ts';

/** What 600412 may mean, one way and the other. */
export const ofAnEra: BirthReading = { notation: 'era', era: '昭和', year: 60, month: 4, day: 12 };
export const western: BirthReading = { notation: 'western', era: null, year: 1960, month: 4, day: 12 };
