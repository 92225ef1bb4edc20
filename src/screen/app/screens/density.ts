/** With more than four things on it a screen keeps their names and its large buttons, and leaves the small print out. */
export function densityOf(things: readonly unknown[]): 'airy' | 'dense' {
  return things.length > 4 ? 'dense' : 'airy';
}
