import type { EligibilityAnswer } from './answer.ts';
import type { PersonRecord } from './person.ts';
import type { SubsidyCertificate } from './subsidy.ts';

/**
 * 不開示: who has it at their own wish (DV and the like) is not to be found. It is kept here, whole, and not trusted to
 * whoever answers: everything that shows, keeps or passes on an address or a certificate comes by one of these.
 */

/**
 * An answer without the address nobody may see: one that came all the same is gone before anything can show, keep or
 * pass it on.
 */
export function withoutUndisclosed(answer: EligibilityAnswer): EligibilityAnswer {
  return isHidden(answer) && answer.address !== '' ? { ...answer, address: '' } : answer;
}

/** What of the card may be kept beside `answer`: where nobody may learn the address, not the one read from the card. */
export function personBeside(answer: EligibilityAnswer | null, person: PersonRecord | null): PersonRecord | null {
  return isHidden(answer) && person && person.address !== '' ? { ...person, address: '' } : person;
}

/** The answer and the card beside it; the very same object where both are clean. */
export function withoutPlace<
  T extends { readonly eligibility: EligibilityAnswer | null; readonly person: PersonRecord | null },
>(of: T): T {
  const eligibility = of.eligibility && withoutUndisclosed(of.eligibility);
  const person = personBeside(of.eligibility, of.person);
  return eligibility === of.eligibility && person === of.person ? of : { ...of, eligibility, person };
}

/** Whether the address of whom `answer` is about is hidden: nobody's to see, here or anywhere. */
export function isHidden(answer: EligibilityAnswer | null): boolean {
  return answer?.notDisclosed === true;
}

/** The name of a certificate as it may stand on a screen; null where nothing of it may. */
export function nameOnScreen(certificate: SubsidyCertificate): string | null {
  return certificate.notDisclosed ? null : certificate.certificationName;
}

/** The certificates of which something may be shown. */
export function disclosed(certificates: readonly SubsidyCertificate[]): readonly SubsidyCertificate[] {
  return certificates.filter(({ notDisclosed }) => !notDisclosed);
}
