import type { Reception } from '../reception.ts';

/**
 * What is left once the answer turned out to be about somebody else (紐付け誤り): nothing of it, the certificates that
 * came by the same link and the number the answer told included. The very same object where there is nothing to erase.
 */
export function withoutOthers<T extends Pick<Reception, 'eligibility' | 'patientNumber' | 'subsidies'>>(of: T): T {
  const { eligibility, patientNumber, subsidies } = of;
  if (eligibility === null && patientNumber === null && subsidies.certificates.length === 0) return of;
  return { ...of, eligibility: null, patientNumber: null, subsidies: { ...subsidies, certificates: [] } };
}
