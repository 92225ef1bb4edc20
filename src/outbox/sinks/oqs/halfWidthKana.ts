/** The half-width katakana and their marks, U+FF61 to U+FF9F, by what Unicode says they stand for. */
const halfWidth = new Map(
  Array.from({ length: 0xff9f - 0xff61 + 1 }, (_each, index) => {
    const half = String.fromCodePoint(0xff61 + index);
    return [half.normalize('NFKC'), half] as const;
  }),
);

/** Everything else, kanji above all, is left as it came: normalising would change some of them. */
const kanaAndFullWidth = /[\u3000-\u30ff\uff01-\uff9f]+/g;

/** Hiragana lie exactly this far below their katakana. */
const hiraganaOffset = 0x60;

/**
 * A reading in half-width kana, as the eligibility system writes it: `やまだ　花`, `ヤマダ` and `ﾔﾏﾀﾞ` alike begin
 * `ﾔﾏﾀﾞ`. What has no half-width form (ヵ, kanji) stays as it is.
 */
export function halfWidthKana(text: string): string {
  return text.replaceAll(kanaAndFullWidth, (run) =>
    // Decomposed, ダ is タ and a mark of its own: just how half-width kana write it.
    Array.from(run.normalize('NFKC').normalize('NFD'), (character) => {
      const katakana = /[ぁ-ゖ]/.test(character) ? raised(character, hiraganaOffset) : character;
      return halfWidth.get(katakana) ?? character;
    })
      .join('')
      .normalize('NFC'),
  );
}

function raised(character: string, offset: number): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + offset);
}
