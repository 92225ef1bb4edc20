import type { KanjiVariants } from './kanjiVariants.ts';
import { anyCharacter, lengthOf, nameForm, partsOf, plainForm, privateCharacter } from './nameForm.ts';

/** Characters, those aside that cannot be seen: no register holds a longer name, and no person reads one. */
const mostCharacters = 200;
/** A register tells of one person's name, 通称, 旧氏 and letters. A text that tells more names is a list of people. */
const mostTold = 4;

/** One name in the form to compare. */
export interface NameText {
  readonly parts: readonly string[];
  /** The parts run together. */
  readonly whole: string;
  /** The same with kana as they sound, small ones small. */
  readonly spoken: readonly string[];
  /** `mixed`: with 漢字, or of more than one script. */
  readonly script: 'latin' | 'kana' | 'mixed';
  /** Whether family and given name are surely both there. */
  readonly isWhole: boolean;
}

/** What stands before a second name and is no name. */
const labels = /(通称名?|本名|旧氏名?|旧姓|別名|併記名|英字名?|カナ氏名|漢字氏名)\s*[:：]?/gu;
const opening = /[［〔【〈《（(｛「]/gu;
const closing = /[］〕】〉》）)｝」]/gu;
const between = /[／/|｜;；]/u;

/**
 * The names that one text gives: 山田［佐藤］花子 (旧氏) is 山田花子 and 佐藤花子; ＫＩＭ　ＹＵＮＡ（金田　優奈), ＫＩＭ　ＹＵＮＡ／金田　優奈
 * and ＫＩＭ　ＹＵＮＡ　金田　優奈 are either. A second name counts where it is whole: 金田 alone is a family. None where
 * the text is longer than any name: each name is held against each, and whoever writes without end would keep everybody.
 */
export function namesIn(text: string, variants: KanjiVariants): readonly NameText[] {
  if (lengthOf(text) > mostCharacters) return [];
  const [first = '', ...others] = text
    .replace(labels, '')
    .split(between)
    .filter((each) => isSomeName(nameForm(each, variants)))
    .slice(0, mostTold);
  const texts = [...bracketed(first), ...others.flatMap((each) => [...bracketed(each).map(asSecond)])];
  return texts
    .flatMap((each) => [each, ...eachScript(each.text)])
    .map((each) => nameText(each, variants))
    .filter(({ parts, whole }) => parts.length > 0 && lengthOf(whole) <= mostCharacters);
}

/** A dash or a sign alone is no name, and what follows it is the first. A character that cannot be read may be a name. */
function isSomeName(form: string): boolean {
  return /\p{L}/u.test(form) || form.includes(anyCharacter) || form.includes(privateCharacter);
}

/** A name as it stands in the text. */
interface Found {
  readonly text: string;
  readonly isWhole: boolean;
}

function nameText({ text, isWhole }: Found, variants: KanjiVariants): NameText {
  const parts = partsOf(nameForm(text, variants));
  const whole = parts.join('');
  return { parts, whole, spoken: partsOf(plainForm(text)), script: scriptOf(whole), isWhole };
}

/** The first name of a text is what its holder is called, however short; a second one may be half a name. */
function asSecond({ text }: Found): Found {
  return { text, isWhole: isWholeName(text) };
}

function bracketed(text: string): readonly Found[] {
  const found = /^([^[]*)\[([^\]]+)\](.*)$/u.exec(text.replace(opening, '[').replace(closing, ']'));
  if (!found) return [{ text, isWhole: true }];
  const [, before = '', inside = '', after = ''] = found;
  return [
    { text: `${before} ${after}`, isWhole: true },
    asSecond({ text: inside, isWhole: false }),
    ...(after.trim() === '' ? [] : [{ text: `${inside} ${after}`, isWhole: true }]),
  ];
}

/** KIM YUNA 金優奈: letters and 漢字 of one text. */
function eachScript(text: string): readonly Found[] {
  const parts = partsOf(plainForm(text));
  const kanji = parts.filter((part) => !isPhonetic(part));
  const letters = parts.filter(isPhonetic);
  if (kanji.length === 0 || letters.length < 2) return [];
  return [kanji, letters].map((each) => asSecond({ text: each.join(' '), isWhole: false }));
}

/** Two parts, or three 漢字 without a blank: family and given name are both there. */
function isWholeName(text: string): boolean {
  return partsOf(text).length > 1 || /^\p{sc=Han}{3,}$/u.test(text.trim());
}

function isPhonetic(part: string): boolean {
  return scriptOf(part) !== 'mixed';
}

function scriptOf(whole: string): NameText['script'] {
  if (/^\p{sc=Latin}+$/u.test(whole)) return 'latin';
  return /^[\p{sc=Kana}ー]+$/u.test(whole) ? 'kana' : 'mixed';
}
