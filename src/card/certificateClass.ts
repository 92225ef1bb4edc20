import { dayInTokyo, midnightInTokyo } from '../kernel/tokyoTime.ts';

/**
 * How a certificate stands on a given day. `expiring`: valid, its end nearer than three months. `grace`: expired, and
 * still good for the eligibility check alone until the end of the third month after the month of expiry. `unusable`:
 * past that, or not valid yet.
 */
export const certificateClasses = ['valid', 'expiring', 'grace', 'unusable', 'revoked'] as const;
export type CertificateClass = (typeof certificateClasses)[number];

/** Months of notice before the end, and of grace after the month of the end. */
const warnMonths = 3;
const graceMonths = 3;

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The class by time alone; whether the certificate was revoked is another question. Months and days are Tokyo's. */
export function classifyByTime({ notBefore, notAfter }: Validity, now: Date): Exclude<CertificateClass, 'revoked'> {
  if (now < notBefore) return 'unusable';
  if (now <= notAfter) return now < warnFrom(notAfter) ? 'valid' : 'expiring';
  return now < graceEnd(notAfter) ? 'grace' : 'unusable';
}

/** The first moment of the day three months before the end; a month that lacks this day has its last day instead. */
export function warnFrom(notAfter: Date): Date {
  const { year, month, day } = dayInTokyo(notAfter);
  const lastDay = dayInTokyo(midnightInTokyo({ year, month: month - warnMonths + 1, day: 0 })).day;
  return midnightInTokyo({ year, month: month - warnMonths, day: Math.min(day, lastDay) });
}

/** The first moment after the third month that follows the month of the end. */
export function graceEnd(notAfter: Date): Date {
  const { year, month } = dayInTokyo(notAfter);
  return midnightInTokyo({ year, month: month + graceMonths + 1, day: 1 });
}
