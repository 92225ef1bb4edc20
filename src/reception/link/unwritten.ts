import type { KanjiVariants } from './kanjiVariants.ts';
import { anyCharacter, privateCharacter } from './nameForm.ts';
import type { Sameness } from './sameness.ts';

/** Characters that must be there in a name of which others could not be written. */
const leastWritten = 2;
/** No register holds a longer name. */
const mostCompared = 200;
/** Kana or letters that stand for 漢字 in one place. */
const mostSpelt = 8;

/** One name to be held against another: its characters, its parts run together. */
export interface WrittenName {
  readonly characters: readonly string[];
  /** How many of them are the family's; 0 where it cannot be told. */
  readonly family: number;
}

/**
 * Two names character by character, where some could not be written: 外字, ●, kana in the place of a 漢字. `same` where
 * half of them at least are there and agree, and what is missing can be missing: whoever has no 外字 for 花 needs none.
 */
export function compareWritten(one: WrittenName, other: WrittenName, variants: KanjiVariants): Sameness {
  const lengths = [one.characters.length, other.characters.length];
  if (Math.max(...lengths) > mostCompared) return 'other';
  const enough = Math.max(leastWritten, Math.min(...lengths) / 2);
  const believed = mostWritten(one, other, variants, 'believed');
  if (believed >= enough) return 'same';
  // Where nothing agrees nothing speaks against it either: ●● and 山田.
  return Math.max(believed, mostWritten(one, other, variants, 'anything')) >= 0 ? 'unknown' : 'other';
}

/**
 * The most characters that agree in any way to lay the two beside each other; -Infinity where there is none without a
 * contradiction. `believed`: only what may well have been impossible to write is taken for unwritten.
 */
function mostWritten(
  one: WrittenName,
  other: WrittenName,
  variants: KanjiVariants,
  take: 'believed' | 'anything',
): number {
  const [a, b] = [one.characters, other.characters];
  const known = new Map<number, number>();
  const isFamily = (i: number, j: number) => i < one.family || j < other.family;
  const mayStandFor = (mark: string, written: string, inFamily: boolean): boolean =>
    isMark(mark) && (take === 'anything' || isMark(written) || inFamily || variants.hasOtherForms(written));

  const from = (i: number, j: number): number => {
    const key = i * (mostCompared + 1) + j;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = look(i, j);
    known.set(key, found);
    return found;
  };
  const look = (i: number, j: number): number => {
    const [left, right] = [a[i], b[j]];
    if (left === undefined || right === undefined) return left === right ? 0 : Number.NEGATIVE_INFINITY;
    const inFamily = isFamily(i, j);
    if (!isMark(left) && !isMark(right)) {
      if (variants.areAlike(left, right)) return 1 + from(i + 1, j + 1);
      const isBelieved = (kanji: string) => take === 'anything' || (inFamily && variants.hasOtherForms(kanji));
      const back = (q: number, p: number) => from(p, q);
      return Math.max(spelt(a, i, b, j, isBelieved, from), spelt(b, j, a, i, isBelieved, back));
    }
    const ways = [Number.NEGATIVE_INFINITY];
    if (mayStandFor(left, right, inFamily) || mayStandFor(right, left, inFamily)) {
      ways.push(from(i + 1, j + 1));
      // A character outside the basic plane is two units long and may have left two marks.
      if (left === anyCharacter && a[i + 1] === anyCharacter) ways.push(from(i + 2, j + 1));
      if (right === anyCharacter && b[j + 1] === anyCharacter) ways.push(from(i + 1, j + 2));
    }
    return Math.max(...ways);
  };
  return from(0, 0);
}

/** A run of kana or Latin letters at `i` of `a` in the place of 漢字 at `j` of `b`: ヨシ田 for 𠮷田. */
function spelt(
  a: readonly string[],
  i: number,
  b: readonly string[],
  j: number,
  isBelieved: (kanji: string) => boolean,
  from: (i: number, j: number) => number,
): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let letters = 1; letters <= mostSpelt && isLetter(a[i + letters - 1]); letters++) {
    for (let kanji = 1; kanji <= letters; kanji++) {
      const spelled = b[j + kanji - 1];
      if (!isKanji(spelled) || !isBelieved(spelled)) break;
      best = Math.max(best, from(i + letters, j + kanji));
    }
  }
  return best;
}

function isMark(character: string): boolean {
  return character === anyCharacter || character === privateCharacter;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /^[\p{sc=Kana}\p{sc=Latin}ー]$/u.test(character);
}

function isKanji(character: string | undefined): character is string {
  return character !== undefined && /^\p{sc=Han}$/u.test(character);
}
