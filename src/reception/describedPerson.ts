import { isAboutOne } from './aboutNobody.ts';
import type { Reception } from './reception.ts';
import { withoutUndisclosed } from './undisclosed.ts';

/** How a reception describes the person who came. */
export interface DescribedPerson {
  readonly name: string;
  /** Half-width kana; empty where nobody told the reading. */
  readonly nameKana: string;
  /** 1 male, 2 female, 3 unset. */
  readonly sex: '1' | '2' | '3';
  /** yyyyMMdd, with zeros for what nobody knows: 19650000. */
  readonly birthdate: string;
  /** Empty where it is not to be disclosed. */
  readonly address: string;
}

/**
 * The person as the eligibility system describes them, or as their card does where there is no answer about one
 * person; undefined where nobody knows. An address that is not to be disclosed is not passed on, wherever it comes from [ours].
 */
export function describedPerson({ eligibility, person }: Reception): DescribedPerson | undefined {
  if (eligibility && isAboutOne(eligibility)) {
    const { name, nameKana, sex, birthdate, address } = withoutUndisclosed(eligibility);
    return { name, nameKana, sex, birthdate, address };
  }
  return person ? { ...person, nameKana: '' } : undefined;
}
