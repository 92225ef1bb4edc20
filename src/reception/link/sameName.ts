import { compareForeign } from './foreignName.ts';
import type { KanjiVariants } from './kanjiVariants.ts';
import { anyCharacter, privateCharacter } from './nameForm.ts';
import { type NameText, namesIn } from './nameText.ts';
import { bestOf, type Sameness } from './sameness.ts';
import { compareWritten, type WrittenName } from './unwritten.ts';

/** Whether two texts are one person's name, written by systems of different abilities. */
export function compareNames(one: string, other: string, variants: KanjiVariants): Sameness {
  const others = namesIn(other, variants);
  const names = namesIn(one, variants);
  // Who is called nothing at all may be anybody.
  if (names.length === 0 || others.length === 0) return 'unknown';
  return bestOf(eachWithEach(names, others, variants));
}

/** One after the other: the first that is the same ends it. */
function* eachWithEach(
  names: readonly NameText[],
  others: readonly NameText[],
  variants: KanjiVariants,
): Generator<Sameness> {
  for (const one of names) for (const other of others) yield compareOne(one, other, variants);
}

/** Whether `name` says nothing but how it sounds, so that a reading may be held against it. */
export function isPhonetic(name: string, variants: KanjiVariants): boolean {
  return namesIn(name, variants).some(({ script }) => script !== 'mixed');
}

/** Half a name proves nothing by being the same, and nothing by being another. */
function compareOne(one: NameText, other: NameText, variants: KanjiVariants): Sameness {
  const verdict = compareForms(one, other, variants);
  return verdict === 'same' && !(one.isWhole && other.isWhole) ? 'unknown' : verdict;
}

function compareForms(one: NameText, other: NameText, variants: KanjiVariants): Sameness {
  if (one.whole === other.whole && isWritten(one.whole)) return 'same';
  if (one.script !== 'mixed' && other.script !== 'mixed') return compareForeign(one, other);
  const [left, right] = [written(one), written(other)];
  // One writes what the other reads.
  if (one.script !== other.script && (one.script !== 'mixed' || other.script !== 'mixed')) {
    return hasKanji((one.script === 'mixed' ? one : other).whole) ? 'unknown' : compareWritten(left, right, variants);
  }
  return compareWritten(left, right, variants);
}

function written(name: NameText): WrittenName {
  const [family = '', ...given] = name.parts;
  return { characters: Array.from(name.whole), family: given.length === 0 ? 0 : Array.from(family).length };
}

/** Whether every character is one, and not the mark of one: two 外字 are not the same by both being 外字. */
function isWritten(whole: string): boolean {
  return /\p{L}/u.test(whole) && !whole.includes(anyCharacter) && !whole.includes(privateCharacter);
}

function hasKanji(whole: string): boolean {
  return /\p{sc=Han}/u.test(whole);
}
