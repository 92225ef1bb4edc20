import { Listeners } from '../kernel/listeners.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';

/** How long staff see an alert after it was last raised, milliseconds: longer than anybody is away from the desk. */
const shownMs = 60 * 60_000;

/**
 * What staff must know although no visit shows it. Raised again it stays; an hour after it was last raised it is gone.
 * What is watched stands as long as its trouble does. In memory: who wants it kept writes it down elsewhere.
 */
export class Alerts {
  private readonly raised = new Map<ProblemCode, NodeJS.Timeout>();
  private readonly standing: (() => Problem | undefined)[] = [];
  private readonly listeners = new Listeners();

  /** What `trouble` says is an alert for as long as it says so; returns what is to be called when that changes. */
  watch(trouble: () => Problem | undefined): () => void {
    this.standing.push(trouble);
    if (trouble()) this.listeners.tell();
    return () => this.listeners.tell();
  }

  raise({ code }: Problem): void {
    const before = this.raised.get(code);
    clearTimeout(before);
    this.raised.set(code, setTimeout(() => this.end(code), shownMs).unref());
    if (!before) this.listeners.tell();
  }

  now(): readonly ProblemCode[] {
    const standing = this.standing.flatMap((trouble) => trouble()?.code ?? []);
    return [...new Set([...this.raised.keys(), ...standing])];
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
