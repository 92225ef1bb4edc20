import { type KanjiVariants, kanjiVariants } from './kanjiVariants.ts';
import { birthdateLikeness, type Support, whatSuffices } from './sameBirthdate.ts';
import { sameName } from './sameName.ts';
import { sameAddress, sameNameToTheLetter } from './sameToTheLetter.ts';

/** In which of the items that both know card and answer differ. Never the values. */
export const linkDifferences = ['name', 'birthdate', 'sex'] as const;
export type LinkDifference = (typeof linkDifferences)[number];

/** What the card says of its holder. */
export interface CardSide {
  readonly name: string;
  /** yyyyMMdd, with zeros for what is not known. */
  readonly birthdate: string;
  /** 1 male, 2 female; 3 and 9 unset. */
  readonly sex: string;
  /** Looked at only where the birth dates say too little: insurers have that of years ago. */
  readonly address?: string;
}

/** What the eligibility system says of whom it found. */
export interface AnswerSide extends CardSide {
  /** Half-width. */
  readonly nameKana?: string;
}

const builtIn = kanjiVariants();

/**
 * Whether the answer may be about somebody else (紐付け誤り): in which items it differs from the card. Empty where all
 * is well. Ways of writing one name are no difference; a sex that one side does not know is none either; how
 * much of a birth date must be known is the table of `whatSuffices`.
 */
export function compareLink(
  card: CardSide,
  answer: AnswerSide,
  variants: KanjiVariants = builtIn,
): readonly LinkDifference[] {
  const same: Readonly<Record<LinkDifference, boolean>> = {
    name: sameName(card.name, answer.name, variants) || writtenInKana(card.name, answer.nameKana, variants),
    birthdate: birthdatesSuffice(card, answer),
    sex: isUnset(card.sex) || isUnset(answer.sex) || card.sex === answer.sex,
  };
  return linkDifferences.filter((item) => !same[item]);
}

function birthdatesSuffice(card: CardSide, answer: AnswerSide): boolean {
  const needed = whatSuffices[birthdateLikeness(card.birthdate, answer.birthdate)];
  const same: Readonly<Record<Support, () => boolean>> = {
    name: () => sameNameToTheLetter(card.name, answer.name),
    sex: () => !isUnset(card.sex) && card.sex === answer.sex,
    address: () => sameAddress(card.address ?? '', answer.address ?? ''),
  };
  return needed !== 'never' && needed.every((support) => same[support]());
}

/** The card of somebody whose registered name is in kana may meet an answer that has it as the reading only. */
function writtenInKana(cardName: string, kana: string | undefined, variants: KanjiVariants): boolean {
  return (
    kana !== undefined && /^[\p{scx=Kana}\p{scx=Hira}\s・]+$/u.test(cardName) && sameName(cardName, kana, variants)
  );
}

function isUnset(sex: string): boolean {
  return sex !== '1' && sex !== '2';
}
