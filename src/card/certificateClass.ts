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

/** Japan keeps one time, nine hours ahead of UTC, all year: whole days there are plain arithmetic. */
const tokyoOffsetMs = 9 * 3_600_000;

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
  const { year, month, day } = inTokyo(notAfter);
  const lastDay = inTokyo(startOfDay(year, month - warnMonths + 1, 0)).day;
  return startOfDay(year, month - warnMonths, Math.min(day, lastDay));
}

/** The first moment after the third month that follows the month of the end. */
export function graceEnd(notAfter: Date): Date {
  const { year, month } = inTokyo(notAfter);
  return startOfDay(year, month + graceMonths + 1, 1);
}

/** Calendar day in Tokyo; `month` counts from 0. */
function inTokyo(date: Date): { readonly year: number; readonly month: number; readonly day: number } {
  const there = new Date(date.getTime() + tokyoOffsetMs);
  return { year: there.getUTCFullYear(), month: there.getUTCMonth(), day: there.getUTCDate() };
}

/** Midnight in Tokyo; months and days outside their range carry over, so day 0 is the last of the month before. */
function startOfDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day) - tokyoOffsetMs);
}
