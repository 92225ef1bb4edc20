import type { KanjiVariants } from './kanjiVariants.ts';
import { anyCharacter, privateCharacter } from './nameForm.ts';
import type { Sameness } from './sameness.ts';

/** Characters that must be there in a name of which others could not be written. */
const leastWritten = 2;
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
  const enough = Math.max(leastWritten, Math.min(one.characters.length, other.characters.length) / 2);
  const lookAt = ({ characters }: WrittenName) => characters.map((each) => looked(each, variants));
  const [left, right] = [lookAt(one), lookAt(other)];
  const laid = (take: 'believed' | 'anything') => mostWritten(left, right, [one.family, other.family], variants, take);
  const believed = laid('believed');
  if (believed >= enough) return 'same';
  // Where nothing agrees nothing speaks against it either: ●● and 山田.
  return Math.max(believed, laid('anything')) >= 0 ? 'unknown' : 'other';
}

/** One character, and what is asked of it again at every place of the other name. */
interface Looked {
  readonly character: string;
  readonly isMark: boolean;
  /** The mark that any one character may have left. */
  readonly isAny: boolean;
  readonly isLetter: boolean;
  readonly isKanji: boolean;
  readonly hasOtherForms: boolean;
}

function looked(character: string, variants: KanjiVariants): Looked {
  return {
    character,
    isAny: character === anyCharacter,
    isMark: character === anyCharacter || character === privateCharacter,
    isLetter: /^[\p{sc=Kana}\p{sc=Latin}ー]$/u.test(character),
    isKanji: /^\p{sc=Han}$/u.test(character),
    hasOtherForms: variants.hasOtherForms(character),
  };
}

/**
 * The most characters that agree in any way to lay the two beside each other; -Infinity where there is none without a
 * contradiction. `believed`: only what may well have been impossible to write is taken for unwritten.
 */
function mostWritten(
  a: readonly Looked[],
  b: readonly Looked[],
  families: readonly [number, number],
  variants: KanjiVariants,
  take: 'believed' | 'anything',
): number {
  const width = b.length + 1;
  const known = new Float32Array((a.length + 1) * width).fill(Number.NaN);
  const isFamily = (i: number, j: number) => i < families[0] || j < families[1];
  const mayStandFor = (mark: Looked, written: Looked, inFamily: boolean): boolean =>
    mark.isMark && (take === 'anything' || written.isMark || inFamily || written.hasOtherForms);

  const from = (i: number, j: number): number => {
    const before = known[i * width + j] ?? Number.NaN;
    if (!Number.isNaN(before)) return before;
    const found = look(i, j);
    known[i * width + j] = found;
    return found;
  };
  const look = (i: number, j: number): number => {
    const [left, right] = [a[i], b[j]];
    if (left === undefined || right === undefined) return left === right ? 0 : Number.NEGATIVE_INFINITY;
    const inFamily = isFamily(i, j);
    if (!left.isMark && !right.isMark) {
      if (variants.areAlike(left.character, right.character)) return 1 + from(i + 1, j + 1);
      const isBelieved = (kanji: Looked) => take === 'anything' || (inFamily && kanji.hasOtherForms);
      const back = (q: number, p: number) => from(p, q);
      return Math.max(spelt(a, i, b, j, isBelieved, from), spelt(b, j, a, i, isBelieved, back));
    }
    if (!mayStandFor(left, right, inFamily) && !mayStandFor(right, left, inFamily)) return Number.NEGATIVE_INFINITY;
    let best = from(i + 1, j + 1);
    // A character outside the basic plane is two units long and may have left two marks.
    if (isAny(left) && isAny(a[i + 1])) best = Math.max(best, from(i + 2, j + 1));
    if (isAny(right) && isAny(b[j + 1])) best = Math.max(best, from(i + 1, j + 2));
    return best;
  };
  return from(0, 0);
}

/** A run of kana or Latin letters at `i` of `a` in the place of 漢字 at `j` of `b`: ヨシ田 for 𠮷田. */
function spelt(
  a: readonly Looked[],
  i: number,
  b: readonly Looked[],
  j: number,
  isBelieved: (kanji: Looked) => boolean,
  from: (i: number, j: number) => number,
): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let letters = 1; letters <= mostSpelt && a[i + letters - 1]?.isLetter; letters++) {
    for (let kanji = 1; kanji <= letters; kanji++) {
      const spelled = b[j + kanji - 1];
      if (!spelled?.isKanji || !isBelieved(spelled)) break;
      best = Math.max(best, from(i + letters, j + kanji));
    }
  }
  return best;
}

function isAny(looked: Looked | undefined): boolean {
  return looked?.isAny ?? false;
}
