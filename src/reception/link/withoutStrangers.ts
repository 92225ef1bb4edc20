import { isAboutOne, withoutStranger } from '../aboutNobody.ts';
import type { Reception } from '../reception.ts';

/**
 * A reception without the person of an answer about nobody, and without what came by the same link: certificates, and
 * the clinic's number of that person. The very same object where there is nothing to erase.
 */
export function withoutStrangers<T extends Pick<Reception, 'eligibility' | 'person' | 'patientNumber' | 'subsidies'>>(
  of: T,
): T {
  const { eligibility, person, patientNumber, subsidies } = of;
  if (eligibility === null || isAboutOne(eligibility)) return of;
  const kept = withoutStranger(eligibility, person);
  const number = patientNumber === eligibility.patientNumber ? null : patientNumber;
  if (kept === eligibility && number === patientNumber && subsidies.certificates.length === 0) return of;
  return { ...of, eligibility: kept, patientNumber: number, subsidies: { ...subsidies, certificates: [] } };
}
