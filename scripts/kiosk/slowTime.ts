import { createRequire, syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * Time that passes slower, for a kiosk and whoever stands before it alike: where this machine is busy with other work,
 * what it takes long for takes the patient no longer. Loaded before a program it acts on all of it; nothing in the
 * program knows.
 */

const times = 'UKETSUKE_TIME_SLOWER';
const since = 'UKETSUKE_TIME_SLOWER_SINCE';

/** Makes time pass so many times slower in this process, and in whatever it starts from here on. */
export function passSlower(slower: number): void {
  process.env[times] = String(slower);
  process.env[since] = String(Date.now());
  process.env.NODE_OPTIONS = `--import=${fileURLToPath(import.meta.url)}`;
  slowDown(slower, Date.now());
}

/** @param from where both times are the same, milliseconds since the epoch */
function slowDown(slower: number, from: number): void {
  const RealDate = Date;
  const now = RealDate.now.bind(RealDate);
  const slowNow = (): number => Math.floor(from + (now() - from) / slower);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [slowNow()], newTarget),
    get: (target, key, receiver) => (key === 'now' ? slowNow : Reflect.get(target, key, receiver)),
  });
  const ticks = performance.now.bind(performance);
  const ticksFrom = ticks();
  performance.now = () => ticksFrom + (ticks() - ticksFrom) / slower;

  const require = createRequire(import.meta.url);
  const onTimers = require('node:timers') as typeof import('node:timers');
  const promised = require('node:timers/promises') as typeof import('node:timers/promises');
  const longer = (ms: unknown): number => Number(ms ?? 0) * slower;
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const real = globalThis[name] as (...args: unknown[]) => NodeJS.Timeout;
    const slow = (act: unknown, ms: unknown, ...args: readonly unknown[]): NodeJS.Timeout =>
      real(act, longer(ms), ...args);
    Object.defineProperty(globalThis, name, { value: slow, writable: true, configurable: true });
    Object.defineProperty(onTimers, name, { value: slow, writable: true, configurable: true, enumerable: true });
  }
  const realWait = promised.setTimeout;
  const wait: typeof promised.setTimeout = (ms, ...more) => realWait(longer(ms), ...more);
  Object.defineProperty(promised, 'setTimeout', { value: wait, writable: true, configurable: true, enumerable: true });
  const realLimit = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => realLimit(longer(ms));
  syncBuiltinESMExports();
}

const asked = Number(process.env[times]);
if (asked > 0) slowDown(asked, Number(process.env[since]));
