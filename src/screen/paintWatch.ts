import { minute, second } from '../kernel/durations.ts';
import { Listeners } from '../kernel/listeners.ts';
import { type Problem, problemWith } from '../problem/result.ts';

/** A screen that has painted nothing for as long as this is frozen: the page says every two seconds that it has. */
export const frozenAfterMs = 10 * second;

/** A browser that was started again needs its time before it paints, and before it is ordered to start once more. */
export const orderedAgainAfterMs = minute;

/** A slow computer gets twice the time after each order: one ordered too early would never come to paint at all. */
const longestPatienceMs = 16 * minute;

/** Zoom that no patient asked for: two fingers got past the page. */
const zoomedFrom = 1.01;

export interface PaintWatchOptions {
  /** Whether there is to be a browser from the start; otherwise from when the first has come. */
  readonly isExpected: boolean;
  /** Told each time the browser is to be started again. */
  readonly onFrozen: (problem: Problem) => void;
}

/**
 * Whether patients see anything: the page's own word that a frame was painted, not that its line is open. A browser
 * whose window is hidden, whose graphics hang or whose page has crashed keeps the line and paints nothing.
 */
export class PaintWatch {
  private readonly options: PaintWatchOptions;
  private readonly listeners = new Listeners();
  private paintedAt: number | undefined;
  private isFrozen = false;
  private isZoomed = false;
  private orderedAt = Number.NEGATIVE_INFINITY;
  private patienceMs = orderedAgainAfterMs;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: PaintWatchOptions) {
    this.options = options;
    if (options.isExpected) this.wait(orderedAgainAfterMs);
  }

  /** A browser has come: from now on it has to paint. */
  came(): void {
    if (!this.timer) this.wait(frozenAfterMs);
  }

  painted(zoom: number): void {
    this.paintedAt = performance.now();
    const wasTrouble = this.isFrozen || this.isZoomed;
    this.isFrozen = false;
    this.patienceMs = orderedAgainAfterMs;
    this.isZoomed = zoom >= zoomedFrom;
    // One that comes back zoomed, or never went, is ordered again: nobody else mends it.
    const mayOrder = !wasTrouble || performance.now() - this.orderedAt >= orderedAgainAfterMs;
    if (this.isZoomed && mayOrder) this.order('zoomed');
    if (wasTrouble !== this.isZoomed) this.listeners.tell();
    this.wait(frozenAfterMs);
  }

  /** U-614 while patients see nothing that is true. */
  trouble(): Problem | undefined {
    if (this.isFrozen) return problemWith('U-614', 'nothing painted');
    return this.isZoomed ? problemWith('U-614', 'zoomed') : undefined;
  }

  /** How long ago a frame was last painted, milliseconds; undefined before the first. */
  sincePaintedMs(): number | undefined {
    return this.paintedAt === undefined ? undefined : performance.now() - this.paintedAt;
  }

  /** Calls `listener` when {@link trouble} has changed; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.freeze(), ms).unref();
  }

  private freeze(): void {
    const wasFrozen = this.isFrozen;
    this.isFrozen = true;
    this.order('nothing painted');
    if (!wasFrozen) this.listeners.tell();
    this.wait(this.patienceMs);
    this.patienceMs = Math.min(2 * this.patienceMs, longestPatienceMs);
  }

  private order(why: string): void {
    this.orderedAt = performance.now();
    this.options.onFrozen(problemWith('U-614', why));
  }
}
