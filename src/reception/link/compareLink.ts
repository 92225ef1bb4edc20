import { type KanjiVariants, kanjiVariants } from './kanjiVariants.ts';
import { birthdateLikeness, type Support, whatSuffices } from './sameBirthdate.ts';
import { compareNames, isPhonetic } from './sameName.ts';
import { bestOf, type Sameness } from './sameness.ts';
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
  /** A second name (通称, 漢字 beside letters, letters beside 漢字), and its reading. */
  readonly nameOfOther?: string;
  readonly nameOfOtherKana?: string;
}

/** Card and answer, item by item. */
export type LinkComparison = Readonly<Record<LinkDifference, Sameness>>;

/**
 * Which verdict keeps an answer from being taken for the card holder's. A name of which it cannot be said proves nothing, so
 * staff look; a sex that one side does not know speaks for nobody and against nobody.
 */
const holdsBack: Readonly<Record<LinkDifference, readonly Sameness[]>> = {
  name: ['unknown', 'other'],
  birthdate: ['unknown', 'other'],
  sex: ['other'],
};

const builtIn = kanjiVariants();

/**
 * Whether the answer may be about somebody else (紐付け誤り): in which items it is not shown to be the card's. Empty where
 * all is well. Ways of writing one name are no difference.
 */
export function compareLink(
  card: CardSide,
  answer: AnswerSide,
  variants: KanjiVariants = builtIn,
): readonly LinkDifference[] {
  const compared = compareItems(card, answer, variants);
  return linkDifferences.filter((item) => holdsBack[item].includes(compared[item]));
}

/** The same in full, as staff are shown it. */
export function compareItems(card: CardSide, answer: AnswerSide, variants: KanjiVariants = builtIn): LinkComparison {
  return {
    name: compareName(card.name, answer, variants),
    birthdate: compareBirthdates(card, answer),
    sex: isUnset(card.sex) || isUnset(answer.sex) ? 'unknown' : card.sex === answer.sex ? 'same' : 'other',
  };
}

/** How much of a birth date must be known is the table of `whatSuffices`. */
function compareBirthdates(card: CardSide, answer: AnswerSide): Sameness {
  const needed = whatSuffices[birthdateLikeness(card.birthdate, answer.birthdate)];
  if (needed === 'never') return 'other';
  const same: Readonly<Record<Support, () => boolean>> = {
    name: () => sameNameToTheLetter(card.name, answer.name),
    sex: () => !isUnset(card.sex) && card.sex === answer.sex,
    address: () => sameAddress(card.address ?? '', answer.address ?? ''),
  };
  return needed.every((support) => same[support]()) ? 'same' : 'unknown';
}

/** Each name the answer has, and each reading where the card's name is one: in kana, or in Latin letters. */
function compareName(card: string, answer: AnswerSide, variants: KanjiVariants): Sameness {
  const names = [answer.name, ...told(answer.nameOfOther)];
  const readings = isPhonetic(card, variants) ? [...told(answer.nameKana), ...told(answer.nameOfOtherKana)] : [];
  return bestOf([...names, ...readings].map((name) => compareNames(card, name, variants)));
}

function told(name: string | undefined): readonly string[] {
  return name === undefined || name.trim() === '' ? [] : [name];
}

function isUnset(sex: string): boolean {
  return sex !== '1' && sex !== '2';
}
