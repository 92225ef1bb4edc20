import { withoutStranger } from './aboutNobody.ts';
import type { EligibilityAnswer } from './answer.ts';
import type { KanjiVariants } from './link/kanjiVariants.ts';
import { linkBetween } from './link/linkRecord.ts';
import { type SaidSameOf, saidOn } from './link/saidSame.ts';
import { withoutOthers } from './link/withoutOthers.ts';
import { withoutStrangers } from './link/withoutStrangers.ts';
import type { Reception } from './reception.ts';
import { subsidiesNotAsked } from './subsidy.ts';
import { withoutPlace } from './undisclosed.ts';

/**
 * The next version of a provisional reception, or of one that was held back, now that there is an answer. What the patient was told and said stays
 * as it was: time, consents, form of the prescription. PMH is not asked again, nobody is there to choose. Of an answer
 * about somebody else, or about nobody, no person is kept.
 */
export function completed(
  provisional: Reception,
  answer: EligibilityAnswer,
  variants?: KanjiVariants,
  saidSame?: SaidSameOf,
): Reception {
  const kept = withoutStranger(answer, provisional.person);
  const said = saidOn(provisional.token.serial, saidSame);
  const link = linkBetween(provisional.person, kept, variants, said);
  const next: Reception = {
    ...provisional,
    version: provisional.version + 1,
    status: 'confirmed',
    eligibility: kept,
    link,
    // What staff typed meanwhile is the newer of the two.
    patientNumber: provisional.patientNumber ?? kept.patientNumber ?? null,
  };
  if (link.kind !== 'mismatch') {
    // Signature and picture are not kept, so the later question had no proof to show, whatever the visit had.
    const answeredTo = provisional.token.serial === null ? 'person' : 'certificate';
    return withoutStrangers(withoutPlace({ ...next, answeredTo }));
  }
  const { subsidies } = next;
  // Certificates came by the same link as the answer: the question counts as not asked. Somebody who changed their name
  // to get away differs from their card: what the answer hides stays hidden.
  return withoutOthers(
    withoutPlace({ ...next, subsidies: subsidies.certificates.length === 0 ? subsidies : subsidiesNotAsked }),
  );
}
