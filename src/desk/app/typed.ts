/**
 * What is typed into the search, word for word, each in the forms in which it may stand in `findableText`: folded, and
 * as a date where it may be one (`S23.6.3`, `昭和23年6月3日`, `1948/06/03`).
 */
export function typedWords(text: string): readonly (readonly string[])[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => [...new Set([inHiragana(word), asDate(word)])]);
}

/** Whether a text has every word, in one of its forms. */
export function hasWords(findable: string, words: readonly (readonly string[])[]): boolean {
  return words.every((forms) => forms.some((form) => findable.includes(form)));
}

function inHiragana(word: string): string {
  return word.replaceAll(/[ァ-ヶ]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) - 0x60));
}

function asDate(word: string): string {
  return word
    .replace('元年', '1年')
    .replaceAll(/(\d)[年月./‐‑‒–—―−-]/g, '$1-')
    .replaceAll(/(\d)日(?:生まれ|生)?/g, '$1')
    .replaceAll(/(^|[^\d])0+(?=\d)/g, '$1')
    .replace(/-$/, '');
}
