/** A day, for each language to write in its own way. */
export interface WrittenDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
