import { toRomaji } from 'wanakana';

/** Sounds of foreign names that Japanese words do not have, and the library spells as two. */
const foreignSounds = {
  ファ: 'fa',
  フィ: 'fi',
  フェ: 'fe',
  フォ: 'fo',
  フュ: 'fyu',
  ティ: 'ti',
  ディ: 'di',
  トゥ: 'tu',
  ドゥ: 'du',
  デュ: 'dyu',
  テュ: 'tyu',
  ヴァ: 'va',
  ヴィ: 'vi',
  ヴェ: 've',
  ヴォ: 'vo',
  ウィ: 'wi',
  ウェ: 'we',
  ウォ: 'wo',
  シェ: 'she',
  ジェ: 'je',
  チェ: 'che',
  ツァ: 'tsa',
  ツェ: 'tse',
} as const;

/** A name in kana by its sound, in lower-case letters. */
export interface Said {
  readonly letters: string;
  /** Of each letter whether Japanese may have put it in. */
  readonly putIn: readonly boolean[];
}

/**
 * Whether `said` may be how `spelt` is read: every letter that sounds is said, and what is said besides is only what
 * Japanese puts in (a vowel after a consonant that has none, a doubled consonant, a long vowel). Letters that kana cannot
 * tell apart (L and R, V and B, SI and SHI) are one; other spellings of one sound (LEE for リー, NGUYEN for グエン) are not
 * guessed at.
 */
export function readsAs(said: Said, spelt: string): boolean {
  // The places in `spelt` that can be reached with what was said so far, in their order: a search, for what is put in
  // may also be meant.
  let places = [0];
  for (let at = 0; at < said.letters.length && places.length > 0; at++) {
    const next: number[] = [];
    for (const place of places) {
      if (said.putIn[at] && next.at(-1) !== place) next.push(place);
      if (isSound(said.letters, at, spelt, place)) next.push(place + 1);
    }
    places = next;
  }
  return places.at(-1) === spelt.length;
}

/** How names in kana may sound. */
export function saidOf(kana: readonly string[]): readonly Said[] {
  return unique(kana.flatMap(spellings)).map((letters) => ({
    letters,
    putIn: Array.from(letters, (_, at) => isPutIn(letters, at)),
  }));
}

/** What of names in Latin letters kana can show: TH is said as S or as T. */
export function speltOf(latin: readonly string[]): readonly string[] {
  const lower = unique(latin.map((each) => each.toLowerCase()));
  return unique(lower.flatMap((each) => ['s', 't'].map((th) => sounding(each.replaceAll('th', th)))));
}

/** As written, and with what a system without small kana made large: ジユ for ジュ. */
function spellings(kana: string): readonly string[] {
  const small = kana.replaceAll(/([キギシジチニヒビピミリ])([ヤユヨ])/gu, (_, before: string, after: string) => {
    return before + (after === 'ヤ' ? 'ャ' : after === 'ユ' ? 'ュ' : 'ョ');
  });
  return unique([kana, small]).map((each) => sounding(toRomaji(each, { customRomajiMapping: foreignSounds })));
}

/** Lower-case letters without what kana do not show. */
function sounding(letters: string): string {
  return letters
    .replaceAll('ph', 'f')
    .replaceAll('ck', 'k')
    .replaceAll(/c(?![heiy])/g, 'k')
    .replaceAll('shi', 'si')
    .replaceAll('l', 'r')
    .replaceAll('v', 'b')
    .replaceAll(/(?<![cs])h(?![aeiouy])/g, '');
}

function isSound(said: string, at: number, latin: string, place: number): boolean {
  const letter = latin[place];
  return letter === said[at] || (said[at] === 'n' && letter === 'm' && /[bpm]/.test(latin[place + 1] ?? ''));
}

function isPutIn(said: string, at: number): boolean {
  const [before = '', each = '', after] = [said[at - 1], said[at], said[at + 1]];
  if (each === before && isVowel(each)) return true;
  if (each === after && !isVowel(each)) return true;
  if (each === 'o') return /[td]/.test(before);
  if (each === 'i') return before === 'j' || /[cs]h/.test(said.slice(Math.max(0, at - 2), at));
  return each === 'u' && /[bcdfghjkmprstz]/.test(before);
}

function isVowel(letter: string): boolean {
  return /[aeiou]/.test(letter);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
