/** As the protocol of LFW has it: a rate of 1 in 1,000 is then chosen on nine tenths of the strangers. */
const foldCount = 10;

/**
 * Splits labelled items into ten folds, or fewer where there are not enough, that each hold the same share of both
 * labels, in the order they come in. A file in the form of LFW's protocol (300 same, 300 different, 300 same, …) falls
 * into the protocol's own folds; in any other, neighbours, who are often the same people, stay together.
 *
 * @returns one fold where a label has fewer than two items: nothing can be chosen on others then
 */
export function foldsOf<T extends { readonly same: boolean }>(items: readonly T[]): readonly (readonly T[])[] {
  const same = items.filter((item) => item.same);
  const different = items.filter((item) => !item.same);
  const count = Math.max(1, Math.min(foldCount, same.length, different.length));
  return Array.from({ length: count }, (_, at) => [...share(same, at, count), ...share(different, at, count)]);
}

function share<T>(items: readonly T[], at: number, count: number): readonly T[] {
  return items.slice(Math.round((at * items.length) / count), Math.round(((at + 1) * items.length) / count));
}
