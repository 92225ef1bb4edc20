/** What is wrong with an answer, in one line. */
export function wordsOf(faults: Readonly<Record<string, string>>): string {
  return Object.values(faults).join(' ');
}
