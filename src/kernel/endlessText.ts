/** Characters of a text about a person. Names, addresses and warnings have some hundred; far beyond, a program went wrong. */
export const mostCharacters = 1_000;

/**
 * Whether anywhere in what another machine said stands a text that no person reads and no honest program writes. Whoever
 * compares or lays out a text of a hundred thousand characters keeps everybody waiting.
 */
export function holdsEndlessText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > mostCharacters;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsEndlessText);
}
