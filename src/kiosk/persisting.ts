import type { Problem } from '../problem/result.ts';

/** Trouble with others that passes by itself most times: known by whom it is with, and told once it has gone on. */
export class Persisting<Other> {
  private readonly inARow = new Map<Other, { readonly times: number; readonly problem: Problem }>();
  private readonly few: number;

  /** @param few from how many failures in a row it is for staff to know */
  constructor(few: number) {
    this.few = few;
  }

  /** What became of one attempt; undefined where it went well. True where {@link trouble} may be another one now. */
  after(other: Other, problem: Problem | undefined): boolean {
    const before = this.inARow.get(other);
    if (!problem) return this.inARow.delete(other) && (before?.times ?? 0) >= this.few;
    const times = (before?.times ?? 0) + 1;
    this.inARow.set(other, { times, problem });
    return times >= this.few && (times === this.few || before?.problem.code !== problem.code);
  }

  /** The first that has gone on; undefined where none has. */
  trouble(): Problem | undefined {
    return [...this.inARow.values()].find(({ times }) => times >= this.few)?.problem;
  }
}
