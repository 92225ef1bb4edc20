import type { EligibilityAnswer } from './answer.ts';
import { type NumberOddity, numberOddity } from './checkDigit.ts';
import type { SubsidyRecord } from './subsidy.ts';

/** Which of the numbers of a reception is meant. */
export type NumberPlace =
  | { readonly of: 'insurer' | 'medical-assistance' }
  /** `certificate`: the id it has within its answer. */
  | { readonly of: 'subsidy'; readonly certificate: string };

/** A number that staff may want to look at. Where it stands, never the number itself: this also goes into the log. */
export type OddNumber = NumberPlace & { readonly oddity: NumberOddity };

/**
 * The insurer and payer numbers of a reception whose form or check digit is off. Derived, not stored: the reception
 * goes on as it is. Recipient numbers are the municipality's own and are not judged at all.
 */
export function oddNumbersIn(reception: {
  readonly eligibility: EligibilityAnswer | null;
  readonly subsidies: SubsidyRecord;
}): readonly OddNumber[] {
  const { eligibility, subsidies } = reception;
  const assistance = eligibility?.medicalAssistance;
  const places: readonly (readonly [NumberPlace, string | undefined])[] = [
    [{ of: 'insurer' }, eligibility?.insurance?.insurerNumber.trim()],
    [{ of: 'medical-assistance' }, assistance?.payerNumber],
    ...subsidies.certificates.map(({ id, payerNumber }) => [{ of: 'subsidy', certificate: id }, payerNumber] as const),
  ];
  return places.flatMap(([place, number]) => {
    const oddity = number === undefined ? undefined : numberOddity(number);
    return oddity ? [{ ...place, oddity }] : [];
  });
}
