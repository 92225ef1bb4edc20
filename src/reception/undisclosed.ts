import type { EligibilityAnswer } from './answer.ts';
import type { PersonRecord } from './reception.ts';

/**
 * 不開示 (DV and the like) is kept here and not trusted to whoever answers: an address that came all the same is gone
 * before anything can show, keep or pass it on.
 */
export function withoutUndisclosed(answer: EligibilityAnswer): EligibilityAnswer {
  return answer.notDisclosed ? { ...answer, address: '' } : answer;
}

/** What of the card may be kept beside `answer`: where nobody may learn the address, not the one read from the card. */
export function personBeside(answer: EligibilityAnswer | null, person: PersonRecord | null): PersonRecord | null {
  return answer?.notDisclosed && person ? { ...person, address: '' } : person;
}
