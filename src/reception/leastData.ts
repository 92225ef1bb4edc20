import type { PersonRecord, Reception } from './reception.ts';

/**
 * What of a reception may be kept and passed on, whoever made it: taken out before it is sealed, so that no sink, no
 * backup and no thief of the disk ever has it. The very same object where there is nothing to take out.
 *
 * - After a mismatch nothing of the answer: it is about somebody else, subsidies and patient number included.
 * - Not the address of who is not to be found (不開示, DV and the like), neither the answer's nor the card's [ours].
 * - Only certificates that the patient wants to use.
 */
export function leastData(reception: Reception): Reception {
  const { link, eligibility, person, subsidies } = reception;
  if (link.kind === 'mismatch') return withoutAnswer(reception);
  const { notDisclosed, address } = eligibility ?? {};
  const isHidden = notDisclosed === true && (address !== '' || (person !== null && person.address !== ''));
  const isUnused = subsidies.answer !== 'used' && subsidies.certificates.length > 0;
  if (!isHidden && !isUnused) return reception;
  return {
    ...reception,
    ...(isHidden && eligibility ? { eligibility: { ...eligibility, address: '' }, person: unplaced(person) } : {}),
    ...(isUnused ? { subsidies: { ...subsidies, certificates: [] } } : {}),
  };
}

function withoutAnswer(reception: Reception): Reception {
  const { eligibility, patientNumber, subsidies } = reception;
  if (eligibility === null && patientNumber === null && subsidies.certificates.length === 0) return reception;
  return { ...reception, eligibility: null, patientNumber: null, subsidies: { ...subsidies, certificates: [] } };
}

function unplaced(person: PersonRecord | null): PersonRecord | null {
  return person && { ...person, address: '' };
}
