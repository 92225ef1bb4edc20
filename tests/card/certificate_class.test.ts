import { expect, test } from 'vitest';
import { type CertificateClass, classifyByTime } from '../../src/card/certificateClass.ts';

const notBefore = new Date('2022-01-01T00:00:00+09:00');

function classAt(notAfter: string, now: string): CertificateClass {
  return classifyByTime({ notBefore, notAfter: new Date(notAfter) }, new Date(now));
}

test.each([
  // An ordinary end, on a birthday: the last second of the day in Japan.
  ['2027-04-12T23:59:59+09:00', '2027-01-11T23:59:59+09:00', 'valid'],
  ['2027-04-12T23:59:59+09:00', '2027-01-12T00:00:00+09:00', 'expiring'],
  ['2027-04-12T23:59:59+09:00', '2027-04-12T23:59:59+09:00', 'expiring'],
  ['2027-04-12T23:59:59+09:00', '2027-04-13T00:00:00+09:00', 'grace'],
  ['2027-04-12T23:59:59+09:00', '2027-07-31T23:59:59+09:00', 'grace'],
  ['2027-04-12T23:59:59+09:00', '2027-08-01T00:00:00+09:00', 'unusable'],
  // Three months before the 31st of May there is no 31st: the last of February warns.
  ['2027-05-31T23:59:59+09:00', '2027-02-27T23:59:59+09:00', 'valid'],
  ['2027-05-31T23:59:59+09:00', '2027-02-28T00:00:00+09:00', 'expiring'],
  ['2028-05-31T23:59:59+09:00', '2028-02-28T12:00:00+09:00', 'valid'],
  ['2028-05-31T23:59:59+09:00', '2028-02-29T00:00:00+09:00', 'expiring'],
  // The grace runs to the end of the third month, however many days it has.
  ['2026-11-30T23:59:59+09:00', '2027-02-28T23:59:59+09:00', 'grace'],
  ['2026-11-30T23:59:59+09:00', '2027-03-01T00:00:00+09:00', 'unusable'],
  ['2027-11-30T23:59:59+09:00', '2028-02-29T23:59:59+09:00', 'grace'],
  // Across the turn of the year.
  ['2026-10-01T00:00:00+09:00', '2027-01-31T23:59:59+09:00', 'grace'],
  ['2026-10-01T00:00:00+09:00', '2027-02-01T00:00:00+09:00', 'unusable'],
  ['2027-01-05T23:59:59+09:00', '2026-10-05T00:00:00+09:00', 'expiring'],
  ['2027-01-05T23:59:59+09:00', '2026-10-04T23:59:59+09:00', 'valid'],
  // It is still the day before in Greenwich: Tokyo's month counts.
  ['2026-10-31T15:30:00Z', '2027-02-28T14:59:59Z', 'grace'],
  ['2026-10-31T15:30:00Z', '2027-02-28T15:00:00Z', 'unusable'],
  ['2026-10-31T14:59:59Z', '2027-01-31T14:59:59Z', 'grace'],
  ['2026-10-31T14:59:59Z', '2027-01-31T15:00:00Z', 'unusable'],
  // Not valid yet.
  ['2027-04-12T23:59:59+09:00', '2021-12-31T14:59:59Z', 'unusable'],
  ['2027-04-12T23:59:59+09:00', '2021-12-31T15:00:00Z', 'valid'],
])('a certificate that ends at %s is, at %s, %s', (notAfter, now, expected) => {
  expect(classAt(notAfter, now)).toBe(expected);
});
