import { Listeners } from '../kernel/listeners.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';

/** How long staff see an alert after it was last raised, milliseconds: longer than anybody is away from the desk. */
const shownMs = 60 * 60_000;

/**
 * What staff must know although no visit shows it. Raised again it stays; an hour after it was last raised it is gone.
 * In memory: who wants it kept writes it down elsewhere.
 */
export class Alerts {
  private readonly raised = new Map<ProblemCode, NodeJS.Timeout>();
  private readonly listeners = new Listeners();

  raise({ code }: Problem): void {
    const before = this.raised.get(code);
    clearTimeout(before);
    this.raised.set(code, setTimeout(() => this.end(code), shownMs).unref());
    if (!before) this.listeners.tell();
  }

  now(): readonly ProblemCode[] {
    return [...this.raised.keys()];
  }

  /** Calls `listener` after every change of {@link now}; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  private end(code: ProblemCode): void {
    this.raised.delete(code);
    this.listeners.tell();
  }
}
