import { eraYearsWithin } from '../../kernel/eras.ts';
import { asHiragana } from '../../kernel/kana.ts';
import { partialDate, partsOf, spanOf } from '../../kernel/partialDate.ts';
import type { KanjiVariants } from '../../reception/link/kanjiVariants.ts';
import type { ArrivalSummary } from './shown.ts';

/**
 * What an arrival is found by, as one text in which the page's search looks for what was typed: name, with its kanji
 * also in their common forms; reading; birth date in both calendars; patient number. The page folds what is typed in
 * the same way (`app/typed.ts`).
 */
export function findableText(
  { name, nameKana, birthdate, patientNumber }: ArrivalSummary,
  variants: KanjiVariants,
): string {
  const named = folded(name ?? '');
  const words = [
    named,
    ...typedForms(named, variants),
    folded(nameKana ?? ''),
    ...datesOf(birthdate ?? ''),
    folded(patientNumber ?? ''),
  ];
  return [...new Set(words)].filter((word) => word !== '').join(' ');
}

/** One width, one case, hiragana, no spaces. */
function folded(text: string): string {
  return asHiragana(text.normalize('NFKC').toLowerCase()).replaceAll(/\s/g, '');
}

/** The name in characters that every keyboard has: the first and the second that may be typed for each. */
function typedForms(name: string, variants: KanjiVariants): readonly string[] {
  return [0, 1].map((which) =>
    Array.from(name, (character) => {
      const typed = variants.typedFor(character);
      return typed[which] ?? typed[0] ?? character;
    }).join(''),
  );
}

const eraLetters = { 明治: 'm', 大正: 't', 昭和: 's', 平成: 'h', 令和: 'r' } as const;

/** `19480603`, `1948-6-3`, `s23-6-3`, `昭和23-6-3`; as many parts as are known. */
function datesOf(digits: string): readonly string[] {
  const date = partialDate(digits);
  const span = date && spanOf(date);
  if (!date || !span) return [];
  const { year, month, day } = partsOf(date);
  const rest = [month, day].flatMap((part) => (part === undefined ? [] : [`-${part}`])).join('');
  const eras = eraYearsWithin(span.first, span.last).flatMap((each) => [
    `${eraLetters[each.era]}${each.year}${rest}`,
    `${each.era}${each.year}${rest}`,
  ]);
  return [digits, `${year}${rest}`, ...eras];
}
