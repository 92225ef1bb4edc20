import { setImmediate } from 'node:timers/promises';
import { Bell } from '../kernel/bell.ts';
import { claimsOn } from './claims.ts';
import { type DeliveryDelays, deliveryDelays, refusalLimit } from './delays.ts';
import type { DeliveryEvent } from './deliveryEvent.ts';
import { type DoubtfulDelivery, doubt, doubtsIn } from './doubts.ts';
import type { Outbox } from './outbox.ts';
import { forgetHistory, wipeDelivered } from './retention.ts';
import { deliverTo, type LoopContext } from './sinkLoop.ts';
import type { Sink } from './sinks/sink.ts';
import { isSinkName } from './sinks/sinkNames.ts';
import type { Store } from './store.ts';

export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly sinks: readonly Sink[];
  /** Time really lived through, ms since the epoch: nothing is wiped that is old by a leap of the clock alone. */
  readonly lived?: () => number;
  readonly onEvent?: (event: DeliveryEvent) => void;
  readonly delays?: Partial<DeliveryDelays>;
  readonly refusalLimit?: number;
  /** A number in [0, 1), for the jitter. */
  readonly random?: () => number;
}

/** The running loops. A bug inside one rejects unhandled and so ends the process, as it should. */
export interface Delivery {
  /** Interrupts what is in flight (it will be tried again at the next start) and resolves once all loops stand. */
  stop(): Promise<void>;
}

/** Starts one loop for each sink, so that a slow one holds up no other, and the wiping of what is delivered. */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { outbox, sinks } = options;
  const stopping = new AbortController();
  const delays = { ...deliveryDelays, ...options.delays };
  const leases = sinks.map(({ timeLimitMs }) => timeLimitMs + delays.leaseMarginMs);
  const context: LoopContext = {
    claims: claimsOn(
      outbox.store,
      Math.max(delays.outageCapMs, delays.refusalCapMs, delays.retryAfterCapMs, ...leases),
    ),
    now: outbox.store.now,
    delays,
    refusalLimit: options.refusalLimit ?? refusalLimit,
    random: options.random ?? Math.random,
    tell: options.onEvent ?? (() => {}),
    signal: stopping.signal,
  };
  const loops = sinks.map((sink) => {
    const bell = new Bell(stopping.signal);
    const unsubscribe = outbox.onRecorded(() => bell.ring());
    return deliverTo(sink, bell, context).finally(unsubscribe);
  });
  const { store } = outbox;
  const { now } = store;
  const lived = options.lived ?? now;
  loops.push(wipeNowAndThen({ ...store, now: () => Math.min(now(), lived()) }, context));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

function tellOf(doubtful: readonly DoubtfulDelivery[], tell: LoopContext['tell']): void {
  for (const { sink, id, version } of doubtful) {
    const problem = { ...doubt, detail: `${id}.v${version}: ${doubt.detail}` };
    // A name nobody delivers to was written into the file as well.
    tell(isSinkName(sink) ? { kind: 'parked', sink, id, version, problem } : { kind: 'trouble', problem });
  }
}

/** @param store whose clock says what is old */
async function wipeNowAndThen(store: Store, { delays, signal, tell }: LoopContext): Promise<void> {
  const bell = new Bell(signal);
  while (!signal.aborted) {
    const wiped = wipeDelivered(store, delays.retentionMs, delays.unreconciledMs);
    const forgotten = forgetHistory(store, delays.historyMs);
    if (wiped.ok) tellOf(wiped.value.doubtful, tell);
    if (wiped.ok && wiped.value.count > 0) tell({ kind: 'wiped', count: wiped.value.count });
    if (wiped.ok && wiped.value.unreconciled > 0) tell({ kind: 'never-reconciled', count: wiped.value.unreconciled });
    for (const done of [wiped, forgotten]) if (!done.ok) tell({ kind: 'trouble', problem: done.problem });
    for (const doubtful of doubtsIn(store)) {
      if (doubtful.ok) tellOf(doubtful.value, tell);
      else tell({ kind: 'trouble', problem: doubtful.problem });
      await setImmediate();
      if (signal.aborted) return;
    }
    await bell.wait(delays.retentionEveryMs);
  }
}
