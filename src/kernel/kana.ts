/** Half-width katakana and their marks, U+FF61 to U+FF9F. */
const halfWidth = /[\uff61-\uff9f]+/g;

/** Katakana that have a hiragana, and how far below they lie. */
const katakana = /[ァ-ヶ]/g;
const hiraganaOffset = 0x60;

/** A reading as people read it: `ﾔﾏﾀﾞ ﾊﾅｺ` is `ヤマダ　ハナコ`. Everything but half-width kana and spaces is left as it came. */
export function fullWidthKana(text: string): string {
  return text.replaceAll(halfWidth, (run) => run.normalize('NFKC')).replaceAll(/[ \u00a0]+/g, '　');
}

/** Katakana as hiragana, so that the two compare. */
export function asHiragana(text: string): string {
  return text.replaceAll(katakana, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) - hiraganaOffset));
}
