/** Folds of a file that was not made in folds. */
const usualFolds = 10;
/** Shorter runs of equal labels are chance, not a protocol. */
const shortestRun = 10;

/**
 * Splits labelled items into folds that each hold the same share of both labels, in the order they come in. A file in
 * the form of LFW's protocol (n same, n different, n same, …) falls into the protocol's own folds; any other into ten,
 * or fewer where there are not enough items.
 *
 * @returns one fold where a label has fewer than two items: nothing can be chosen on others then
 */
export function foldsOf<T extends { readonly same: boolean }>(items: readonly T[]): readonly (readonly T[])[] {
  const same = items.filter((item) => item.same);
  const different = items.filter((item) => !item.same);
  const wanted = protocolFolds(items) ?? usualFolds;
  const count = Math.max(1, Math.min(wanted, same.length, different.length));
  return Array.from({ length: count }, (_, at) => [...share(same, at, count), ...share(different, at, count)]);
}

/** How many folds the order of the labels shows: equally long runs of same and different in turn. */
function protocolFolds(items: readonly { readonly same: boolean }[]): number | undefined {
  const runs: number[] = [];
  for (const [at, { same }] of items.entries()) {
    if (at === 0 || items[at - 1]?.same !== same) runs.push(0);
    runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
  }
  const [first = 0] = runs;
  const regular = runs.length >= 4 && runs.length % 2 === 0 && runs.every((run) => run === first);
  return regular && first >= shortestRun ? runs.length / 2 : undefined;
}

function share<T>(items: readonly T[], at: number, count: number): readonly T[] {
  return items.slice(Math.round((at * items.length) / count), Math.round(((at + 1) * items.length) / count));
}
