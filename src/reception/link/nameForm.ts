import type { KanjiVariants } from './kanjiVariants.ts';

/**
 * Names as they are compared, never as they are kept: what differs only by how a system can write it comes out the
 * same. Unicode's own normalisation is used on Latin letters and kana alone; kanji go through a table.
 */

/** Variation selectors (also those of the ideographic variation database), joiners and marks without width. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** Runs where compatibility decomposition is safe: Latin with its marks, kana, half- and full-width forms. */
const latinAndKana = /[ -\u036f\u1e00-\u1eff\u2000-\u206f\u2212\u3000\u3041-\u30ff\u31f0-\u31ff\uff01-\uff9f]+/gu;

/** Put in the place of a character that a system could not write. Compared, each stands for any one character. */
const unwritable = /[●■□〓?\ufffd]/gu;
export const anyCharacter = '●';

const dashes = /[-\u2010-\u2015\u2212\u30fcｰ]/gu;
const afterKana = /([\u30a1-\u30fa])[-\u2010-\u2015\u2212ー]/gu;
/** Between the parts of a name. */
export const separators = /[\s・･·.,'’]+/gu;

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

/** `name` in the form to compare, parts still apart: upper case, full-width katakana, one form of each kanji. */
export function nameForm(name: string, variants: KanjiVariants): string {
  return unrepeated(
    Array.from(name.replace(invisible, '').replace(latinAndKana, plain), (each) => variants.get(each) ?? each).join(''),
  ).replace(unwritable, anyCharacter);
}

/** The name's parts in the order in which they stand. */
export function partsOf(form: string): readonly string[] {
  return form.split(separators).filter((each) => each !== '');
}

/** Latin letters and kana in one form each. */
function plain(run: string): string {
  const letters = run
    .normalize('NFKD')
    // The marks of half-width kana come apart from their letters like accents; those are put back, accents dropped.
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toUpperCase();
  return Array.from(letters, toKatakana)
    .join('')
    .replace(afterKana, '$1ー')
    .replace(dashes, (dash) => (dash === 'ー' ? dash : ' '));
}

const hiraganaToKatakana = 0x60;

function toKatakana(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const katakana = code >= 0x3041 && code <= 0x3096 ? String.fromCodePoint(code + hiraganaToKatakana) : character;
  const large = smallKana.get(katakana) ?? katakana;
  return sameSound.get(large) ?? large;
}

/** 佐々木 is written 佐佐木 as well. */
function unrepeated(text: string): string {
  return text.replace(/(.)[々〻]/gu, '$1$1');
}
