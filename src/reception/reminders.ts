import { type CertificateClass, graceEnd, warnFrom } from '../card/certificateClass.ts';
import { day } from '../kernel/durations.ts';
import { partialDate } from '../kernel/partialDate.ts';
import { midnightInTokyo, tokyoDay } from '../kernel/tokyoTime.ts';
import type { Reminder } from './reminder.ts';

/** More than so many nobody reads: the last of them are left out. */
export const mostReminders = 3;

/** What is known of the visit at its end. */
export interface CheckedIn {
  readonly cameEarlier: boolean;
  readonly certificateClass: CertificateClass | null;
  /** End of the certificate, ISO 8601; null where none was read. */
  readonly certificateEnds: string | null;
  /** Last day of the card itself, yyyyMMdd; null where its front was not read. */
  readonly cardEnds: string | null;
  readonly isReimbursed: boolean;
  /** Whether the eligibility system was asked, so that マイナポータル has something of today. */
  readonly isAnswered: boolean;
}

/** What to say, the most important first. `now`: milliseconds since the epoch. */
export function remindersFor(end: CheckedIn, now: number): readonly Reminder[] {
  const said: readonly (Reminder | null | false)[] = [
    end.cameEarlier && { kind: 'again' },
    cardReminder(end.cardEnds, now) ?? certificateReminder(end),
    end.isReimbursed && { kind: 'reimbursed' },
    end.isAnswered && { kind: 'own-data' },
  ];
  return said.filter((each) => each !== null && each !== false).slice(0, mostReminders);
}

/** Who renews the card gets its certificate renewed with it: that is said alone. */
function cardReminder(ends: string | null, now: number): Reminder | null {
  const last = ends === null ? undefined : partialDate(ends);
  if (ends === null || last?.known !== 'day') return null;
  const midnight = midnightInTokyo(last);
  const isSoon = now >= warnFrom(midnight).getTime() && now < midnight.getTime() + day;
  return isSoon ? { kind: 'card', until: ends } : null;
}

function certificateReminder({ certificateClass, certificateEnds }: CheckedIn): Reminder | null {
  if (certificateEnds === null) return null;
  const ends = new Date(certificateEnds);
  if (certificateClass === 'expiring') return { kind: 'certificate', until: tokyoDay(ends) };
  if (certificateClass === 'grace') return { kind: 'grace', until: tokyoDay(graceEnd(ends).getTime() - day) };
  return null;
}
