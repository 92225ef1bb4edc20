import type { KanjiVariants } from './kanjiVariants.ts';

/**
 * Names as they are compared, never as they are kept: what differs only by how a system can write it comes out the
 * same. Unicode's compatibility forms are taken for everything but 漢字; those go one by one through `KanjiVariants`.
 */

/** Variation selectors (also those of the ideographic variation database), joiners and marks without width. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** Control characters that part words all the same. */
const breaks = /[\t\n\v\f\r\u0085]+/gu;

/** Everything but 漢字, their radicals and marks. The sound mark of a vertical row stays with its kana. */
const notKanji = /[^\p{sc=Han}\ue000-\uf8ff\u{f0000}-\u{10ffff}]+/gu;

/** Put in the place of a character that a system could not write. Compared, each stands for any one character. */
const unwritable = /[●■□〓◆◇○◯※*?\ufffd]/gu;
export const anyCharacter = '●';
/** 外字: what each stands for is known to the system it came from, and to nobody else. */
const privateUse = /\p{Co}/gu;
export const privateCharacter = '\ue000';

const dashes = /[-\u2010-\u2015\u2212\u30fcｰ]/gu;
const afterKana = /([\u30a1-\u30fa])[-\u2010-\u2015\u2212ー]/gu;
/** Between the parts of a name. */
export const separators = /[\s・･·•‧.,'’‘`]+/gu;

const smallKana = new Map(
  Array.from('ァィゥェォッャュョヮヵヶ', (each, at) => [each, Array.from('アイウエオツヤユヨワカケ')[at] ?? each]),
);
/** Kana of one sound, which old and new registers write differently. */
const sameSound = new Map([
  ['ヱ', 'エ'],
  ['ヰ', 'イ'],
  ['ヲ', 'オ'],
  ['ヂ', 'ジ'],
  ['ヅ', 'ズ'],
]);

/** `name` in the form to compare, parts still apart: upper case, large full-width katakana, one form of each 漢字. */
export function nameForm(name: string, variants: KanjiVariants): string {
  const letters = Array.from(plainForm(name), (each) => variants.headOf(each));
  return unrepeated(letters.map(oneSound).join(''))
    .replace(unwritable, anyCharacter)
    .replace(privateUse, privateCharacter);
}

/** As {@link nameForm}, with kana as they sound: small ones stay small. For names without 漢字. */
export function plainForm(name: string): string {
  return name.replace(breaks, ' ').replace(invisible, '').replace(notKanji, plain);
}

/** How many characters of `name` can be seen. */
export function lengthOf(name: string): number {
  return Array.from(name.replace(invisible, '')).length;
}

/** The name's parts in the order in which they stand. */
export function partsOf(form: string): readonly string[] {
  return form.split(separators).filter((each) => each !== '');
}

/** Letters and kana in one form each. */
function plain(run: string): string {
  if (run.trim() === '') return ' ';
  const letters = run
    .normalize('NFKD')
    // The marks of half-width kana come apart from their letters like accents; those are put back, accents dropped.
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toUpperCase();
  return Array.from(letters, (each) => toKatakana(baseLetter(each)))
    .join('')
    .replace(afterKana, '$1ー')
    .replace(dashes, (dash) => (dash === 'ー' ? dash : ' '));
}

const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const { compare } = new Intl.Collator('und', { sensitivity: 'base' });
/** Those that were looked for so far: a collation is slow, and they are some hundred at most. */
const baseLetters = new Map<string, string>();

/** Ø, Đ and Ł do not come apart into letter and mark; Unicode's collation knows them for the letters they are. */
function baseLetter(character: string): string {
  if (!/^[\u0080-\u024f\u1e00-\u1eff]$/u.test(character)) return character;
  const known = baseLetters.get(character);
  if (known !== undefined) return known;
  const base = alphabet.find((letter) => compare(letter, character) === 0) ?? character;
  baseLetters.set(character, base);
  return base;
}

const hiraganaToKatakana = 0x60;

function toKatakana(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isHiragana = (code >= 0x3041 && code <= 0x3096) || code === 0x309d || code === 0x309e;
  return isHiragana ? String.fromCodePoint(code + hiraganaToKatakana) : character;
}

function oneSound(character: string): string {
  const large = smallKana.get(character) ?? character;
  return sameSound.get(large) ?? large;
}

const voicedMark = '\u3099';

/** 佐々木 is written 佐佐木 as well, いすゞ いすず, 奈〻子 奈奈子. */
function unrepeated(text: string): string {
  const written: string[] = [];
  for (const each of text) {
    const before = written.at(-1);
    if (before === undefined || !/[々〻ヽヾ]/u.test(each)) written.push(each);
    else if (/[々〻]/u.test(each)) written.push(before);
    else written.push(oneSound(voiced(before, each === 'ヾ')));
  }
  return written.join('');
}

function voiced(kana: string, isVoiced: boolean): string {
  const [base = kana] = kana.normalize('NFD');
  return isVoiced ? (base + voicedMark).normalize('NFC') : base;
}
