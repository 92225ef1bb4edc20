import type { EligibilityAnswer } from './answer.ts';
import type { KanjiVariants } from './link/kanjiVariants.ts';
import { linkBetween } from './link/linkRecord.ts';
import type { Reception } from './reception.ts';
import type { SubsidyRecord } from './subsidy.ts';
import { personBeside } from './undisclosed.ts';

/**
 * The next version of a provisional reception, now that there is an answer. What the patient was told and said stays
 * as it was: time, consents, form of the prescription. PMH is not asked again, nobody is there to choose. Of an answer
 * about somebody else nothing is kept.
 */
export function completed(provisional: Reception, answer: EligibilityAnswer, variants?: KanjiVariants): Reception {
  const link = linkBetween(provisional.person, answer, variants);
  const others = link.kind === 'mismatch';
  return {
    ...provisional,
    version: provisional.version + 1,
    status: 'confirmed',
    person: personBeside(others ? null : answer, provisional.person),
    subsidies: others ? withoutCertificates(provisional.subsidies) : provisional.subsidies,
    eligibility: others ? null : answer,
    link,
    // What staff typed meanwhile is the newer of the two.
    patientNumber: provisional.patientNumber ?? (others ? null : (answer.patientNumber ?? null)),
  };
}

/** Certificates came by the same link as the answer, and may be the same other person's. */
function withoutCertificates(subsidies: SubsidyRecord): SubsidyRecord {
  return subsidies.certificates.length === 0 ? subsidies : { answer: 'not-asked', answeredAt: null, certificates: [] };
}
