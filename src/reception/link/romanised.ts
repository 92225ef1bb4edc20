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

/**
 * Whether `kana`, a name by its sound, may be how the name in `latin` letters is read: every letter that sounds is said,
 * and what is said besides is only what Japanese puts in (a vowel after a consonant that has none, a doubled consonant, a
 * long vowel). Letters that kana cannot tell apart (L and R, V and B, SI and SHI) are one; other spellings of one sound
 * (LEE for リー, NGUYEN for グエン) are not guessed at.
 */
export function readsAs(kana: string, latin: string): boolean {
  const spelt = latin.toLowerCase();
  const readings = new Set([sounding(spelt.replaceAll('th', 's')), sounding(spelt.replaceAll('th', 't'))]);
  return spellings(kana).some((said) => [...readings].some((letters) => isSaid(sounding(said), letters)));
}

/** As written, and with what a system without small kana made large: ジユ for ジュ. */
function spellings(kana: string): readonly string[] {
  const small = kana.replaceAll(/([キギシジチニヒビピミリ])([ヤユヨ])/gu, (_, before: string, after: string) => {
    return before + (after === 'ヤ' ? 'ャ' : after === 'ユ' ? 'ュ' : 'ョ');
  });
  return [...new Set([kana, small])].map((each) => toRomaji(each, { customRomajiMapping: foreignSounds }));
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

/** `said` by its letters against `latin`: a search, for what is put in may also be meant. */
function isSaid(said: string, latin: string): boolean {
  // The places in `latin` that can be reached with what was said so far.
  let places = new Set([0]);
  for (let at = 0; at < said.length; at++) {
    const next = new Set<number>();
    for (const place of places) {
      if (isSound(said, at, latin, place)) next.add(place + 1);
      if (isPutIn(said, at)) next.add(place);
    }
    places = next;
  }
  return places.has(latin.length);
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
  if (each === 'i') return before === 'j' || /[cs]h$/.test(said.slice(0, at));
  return each === 'u' && /[bcdfghjkmprstz]/.test(before);
}

function isVowel(letter: string): boolean {
  return /[aeiou]/.test(letter);
}
