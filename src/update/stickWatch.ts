import { Listeners } from '../kernel/listeners.ts';
import { type StickMount, stickMounts, updatesOnSticks } from './sticks.ts';

const lookEveryMs = 2_000;

/** Sees by itself that a stick with an update was plugged in, and that it is gone again. */
export class StickWatch {
  private readonly listeners = new Listeners();
  private readonly mounts: readonly StickMount[];
  private readonly looking: NodeJS.Timeout;
  private seen: readonly string[] = [];

  /** @param mounts where sticks are mounted; the system's own places where left out */
  constructor(mounts: readonly StickMount[] = stickMounts, everyMs = lookEveryMs) {
    this.mounts = mounts;
    this.looking = setInterval(() => void this.look(), everyMs).unref();
    void this.look();
  }

  /** Updates that lie on sticks now, by path. */
  get found(): readonly string[] {
    return this.seen;
  }

  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  async look(): Promise<void> {
    const found = await updatesOnSticks(this.mounts);
    if (found.join('\n') === this.seen.join('\n')) return;
    this.seen = found;
    this.listeners.tell();
  }

  close(): void {
    clearInterval(this.looking);
    this.listeners.clear();
  }
}
