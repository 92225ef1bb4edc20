import type { EligibilityAnswer } from './answer.ts';

/**
 * 不開示 (DV and the like) is kept here and not trusted to whoever answers: an address that came all the same is gone
 * before anything can show, keep or pass it on.
 */
export function withoutUndisclosed(answer: EligibilityAnswer): EligibilityAnswer {
  return answer.notDisclosed ? { ...answer, address: '' } : answer;
}
