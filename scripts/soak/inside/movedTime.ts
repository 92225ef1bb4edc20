import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';

/**
 * Timers below this are watches over what goes on at this moment, the longest the two minutes that a worker has to load
 * its networks: they run by real time. Milliseconds.
 */
const longFromMs = 121_000;

/** Work that a step of time sets off has this long before the next step, milliseconds. */
const settleMs = 20;

const realDate = Date;
const realNow = Date.now;
const realPassing = performance.now.bind(performance);
const real = { setTimeout, clearTimeout, clearInterval, setInterval };

/** The clocks of this process, which can be moved on: a year passes in a night, and nothing in the program knows. */
export interface MovedTime {
  /** Milliseconds since the epoch, as the process has it. */
  now(): number;
  /**
   * Lets so many milliseconds pass, in so many equal steps; every long timer that falls due in a step strikes once. In 0
   * steps only the clocks move on, and what falls due strikes at the next step.
   */
  pass(ms: number, steps: number): Promise<void>;
}

/**
 * Moves `Date`, `performance.now`, the date that HTTP servers of this process tell, and timers that last longer. What a
 * program does meanwhile it does at its own speed.
 * @param ahead by how many milliseconds the clocks are ahead, in its first place; shared by all threads
 */
export function moveTime(ahead: Float64Array<SharedArrayBuffer>): MovedTime {
  const now = (): number => realNow() + Math.round(ahead[0] ?? 0);
  const passing = (): number => realPassing() + (ahead[0] ?? 0);
  const waiting = new Set<LongTimer>();
  globalThis.Date = movedDate(now);
  Object.defineProperty(performance, 'now', { value: passing, configurable: true, writable: true });
  moveTimers(passing, waiting);
  tellDate(now);
  return {
    now,
    async pass(ms, steps) {
      if (steps === 0) ahead[0] = (ahead[0] ?? 0) + ms;
      for (let step = 0; step < steps; step += 1) {
        ahead[0] = (ahead[0] ?? 0) + ms / steps;
        for (const timer of [...waiting].sort((one, other) => one.dueAt - other.dueAt)) timer.look();
        await new Promise<void>((resolve) => {
          real.setTimeout(resolve, settleMs);
        });
      }
    },
  };
}

function movedDate(now: () => number): DateConstructor {
  return new Proxy(realDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

/** Node tells the date from its own clock, whatever `Date` is. */
function tellDate(now: () => number): void {
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function withDate(this: ServerResponse, ...head: unknown[]) {
    if (!this.headersSent && !this.hasHeader('date')) this.setHeader('date', new realDate(now()).toUTCString());
    return Reflect.apply(writeHead, this, head);
  };
}

type Work = (...args: unknown[]) => void;

function moveTimers(passing: () => number, waiting: Set<LongTimer>): void {
  const long = (work: Work, ms: number, repeats: boolean, args: unknown[]): LongTimer =>
    new LongTimer(() => work(...args), { ms, repeats, passing, waiting });
  const isLong = (ms: unknown): ms is number => typeof ms === 'number' && ms >= longFromMs;
  const moved = {
    setTimeout: (work: Work, ms?: number, ...args: unknown[]) =>
      isLong(ms) ? long(work, ms, false, args) : real.setTimeout(work, ms, ...args),
    setInterval: (work: Work, ms?: number, ...args: unknown[]) =>
      isLong(ms) ? long(work, ms, true, args) : real.setInterval(work, ms, ...args),
    clearTimeout: (timer?: unknown) => clear(timer),
    clearInterval: (timer?: unknown) => clear(timer),
  };
  Object.assign(globalThis, moved);
  Object.assign(timers, moved);
  syncBuiltinESMExports();
}

function clear(timer: unknown): void {
  if (timer instanceof LongTimer) timer.close();
  else real.clearTimeout(timer as NodeJS.Timeout | undefined);
}

interface LongTimerParts {
  readonly ms: number;
  readonly repeats: boolean;
  readonly passing: () => number;
  /** Where it stands as long as it waits. */
  readonly waiting: Set<LongTimer>;
}

/** A timer that waits by the moved clock; as much of Node's `Timeout` as programs use. */
class LongTimer {
  dueAt = 0;
  private readonly work: () => void;
  private readonly parts: LongTimerParts;
  private native: NodeJS.Timeout | undefined;
  private isHeld = true;

  constructor(work: () => void, parts: LongTimerParts) {
    this.work = work;
    this.parts = parts;
    this.refresh();
  }

  /** Strikes where its time has come; waits for the rest of it where not. */
  look(): void {
    const { passing, repeats } = this.parts;
    if (!this.native) return;
    if (passing() < this.dueAt) {
      this.wait();
      return;
    }
    if (repeats) this.refresh();
    else this.close();
    this.work();
  }

  refresh(): this {
    const { ms, passing, waiting } = this.parts;
    this.dueAt = passing() + ms;
    waiting.add(this);
    this.wait();
    return this;
  }

  ref(): this {
    this.isHeld = true;
    this.native?.ref();
    return this;
  }

  unref(): this {
    this.isHeld = false;
    this.native?.unref();
    return this;
  }

  hasRef(): boolean {
    return this.isHeld;
  }

  close(): this {
    real.clearTimeout(this.native);
    this.native = undefined;
    this.parts.waiting.delete(this);
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  private wait(): void {
    real.clearTimeout(this.native);
    // Longer ones Node cannot wait for at once: they look and wait again.
    const ms = Math.min(2 ** 31 - 1, Math.max(1, this.dueAt - this.parts.passing()));
    this.native = real.setTimeout(() => this.look(), ms);
    if (!this.isHeld) this.native.unref();
  }
}
