import type { KanjiVariants } from './kanjiVariants.ts';
import { anyCharacter, nameForm, partsOf } from './nameForm.ts';

/**
 * A system with a short field cuts foreign names off; this many letters must be there before the cut for what is left
 * to be taken for the same name. Our own choice: the shortest fields seen hold more.
 */
const leastBeforeCut = 12;
/** Characters that must be there in a name of which others could not be written. */
const leastWritten = 2;

/** Whether two texts are one person's name, written by systems of different abilities. */
export function sameName(one: string, other: string, variants: KanjiVariants): boolean {
  const others = readings(other, variants);
  return readings(one, variants).some((left) => others.some((right) => sameForm(left, right)));
}

/**
 * The names that a text with brackets gives: 山田［佐藤］花子 (旧氏) is 山田花子 and 佐藤花子, ＫＩＭ　ＹＵＮＡ（金田　優奈)
 * (通称) is either.
 */
function readings(name: string, variants: KanjiVariants): readonly string[] {
  const whole = nameForm(name, variants);
  const bracketed = /^([^[(]*)[[(]([^\])]+)[\])](.*)$/u.exec(
    whole.replace(/[［〔【〈《]/gu, '[').replace(/[］〕】〉》]/gu, ']'),
  );
  if (!bracketed) return [whole];
  const [, before = '', inside = '', after = ''] = bracketed;
  const isWholeName = partsOf(inside).length > 1;
  return [
    `${before} ${after}`,
    ...(isWholeName ? [inside] : []),
    ...(after.trim() === '' ? [] : [`${inside} ${after}`]),
  ];
}

function sameForm(one: string, other: string): boolean {
  const [left, right] = [partsOf(one), partsOf(other)];
  const [whole, otherWhole] = [left.join(''), right.join('')];
  if (whole === '' || otherWhole === '') return false;
  if (whole === otherWhole || isWrittenInPart(whole, otherWhole) || isWrittenInPart(otherWhole, whole)) return true;
  if (!isForeign(whole) || !isForeign(otherWhole)) return false;
  // Given name first or last: passports, insurers and municipalities do not agree.
  return isCutOff(whole, otherWhole) || [...left].sort().join(' ') === [...right].sort().join(' ');
}

/** Whether `marked` is `whole` but for characters that its system could not write, half of them at most. */
function isWrittenInPart(marked: string, whole: string): boolean {
  if (!marked.includes(anyCharacter)) return false;
  const written = Array.from(marked.replaceAll(anyCharacter, '')).length;
  if (written < Math.max(leastWritten, Array.from(whole).length / 2)) return false;
  // A character outside the basic plane is two units long and may have left two marks.
  const pattern = marked
    .replace(/[^●]/gu, literal)
    .replace(/●+/gu, ({ length }) => `.{${Math.ceil(length / 2)},${length}}`);
  return new RegExp(`^${pattern}$`, 'u').test(whole);
}

function literal(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Latin letters or katakana only. */
function isForeign(name: string): boolean {
  return /^[\p{sc=Latin}\p{sc=Kana}ー]+$/u.test(name);
}

function isCutOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= leastBeforeCut && long.startsWith(short);
}
