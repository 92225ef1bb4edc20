/**
 * Words that Open JTalk's dictionary reads wrongly where we use them, and what is said instead; the longest first. Found
 * by hearing what it makes of our sentences; whoever adds a word hears it first. `^`: at the beginning only.
 */
export const readings = [
  ['年・月・日', 'ねん、つき、ひ'],
  ['お持ちでない方', 'お持ちでないかた'],
  ['お持ちの方', 'お持ちのかた'],
  ['登録しない方', '登録しないかた'],
  ['職員の方', '職員のかた'],
  ['少し上', 'すこし、うえ'],
  ['星印', 'ほしじるし'],
  ['3件', 'さんけん'],
  // A day that is made apart from its month would last one.
  ['^1日', 'ついたち'],
] as const satisfies readonly (readonly [written: string, read: string])[];

/** The text as the engine must be told it. */
export function asRead(text: string): string {
  return readings.reduce((said, [written, read]) => said.replaceAll(new RegExp(written, 'gu'), read), text);
}
