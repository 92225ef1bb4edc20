import type { Problem } from '../problem/result.ts';
import { Bell } from './bell.ts';
import { type Claim, type Claims, claimsOn, type Settlement } from './claims.ts';
import { type DeliveryDelays, deliveryDelays, refusalLimit } from './delays.ts';
import type { Outbox } from './outbox.ts';
import { wipeDelivered } from './retention.ts';
import { type Attempt, isOver, noOutage, outageAfter, type Rules, settlementAfter } from './schedule.ts';
import type { Sink } from './sinks/sink.ts';

/** What the loop tells the log, the desk and the metrics. Names no patient. */
export type DeliveryEvent =
  | { readonly kind: 'delivered'; readonly sink: string; readonly id: string; readonly attempts: number }
  /** Will be tried again by itself, not before `waitMs`. */
  | {
      readonly kind: 'postponed';
      readonly sink: string;
      readonly id: string;
      readonly waitMs: number;
      /** Absent where we ourselves cut it short. */
      readonly problem?: Problem;
    }
  /** Waits for a person. */
  | { readonly kind: 'parked'; readonly sink: string; readonly id: string; readonly problem: Problem }
  /** The claim passed to another loop while this one was delivering; the receiver sorts it out by the key. */
  | { readonly kind: 'overtaken'; readonly sink: string; readonly id: string }
  /** Claims of a process that is gone were taken over. */
  | { readonly kind: 'taken-over'; readonly count: number }
  | { readonly kind: 'wiped'; readonly count: number }
  /** The queue itself cannot be read or written; it is tried again. */
  | { readonly kind: 'trouble'; readonly problem: Problem };

export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly sinks: readonly Sink[];
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
  loops.push(wipeNowAndThen(outbox, context));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

interface LoopContext extends Rules {
  readonly claims: Claims;
  readonly now: () => number;
  readonly tell: (event: DeliveryEvent) => void;
  readonly signal: AbortSignal;
}

async function deliverTo(sink: Sink, bell: Bell, context: LoopContext): Promise<void> {
  const { claims, delays, now, signal, tell } = context;
  const leaseMs = sink.timeLimitMs + delays.leaseMarginMs;
  let outage = noOutage;
  while (!signal.aborted) {
    const freed = claims.takeOver();
    if (freed.ok && freed.value > 0) tell({ kind: 'taken-over', count: freed.value });

    while (!signal.aborted && isOver(outage, now(), delays)) {
      const claim = claims.next(sink.name, leaseMs);
      if (!claim.ok) {
        tell({ kind: 'trouble', problem: claim.problem });
        // A full disk is asked again at the pace of the poll, not in a circle.
        await bell.wait(delays.pollMs);
        continue;
      }
      if (!claim.value) break;
      const { refusals } = claim.value;
      const outcome = await attempt(sink, claim.value, signal);
      outage = outageAfter(outage, outcome, now(), context);
      tell(settle(claim.value, settlementAfter(outcome, refusals, outage.until, now(), context), context));
    }

    const next = claims.nextDueAt(sink.name);
    const dueAt = (next.ok ? next.value : undefined) ?? Number.POSITIVE_INFINITY;
    await bell.wait(Math.min(delays.pollMs, Math.max(1, dueAt - now(), outage.until - now())));
  }
}

async function attempt(sink: Sink, claim: Claim, signal: AbortSignal): Promise<Attempt> {
  if (!claim.payload.ok) return { kind: 'unreadable', problem: claim.payload.problem };
  const body = claim.payload.value;
  // Not AbortSignal.any: on Node 20 every signal it makes stays tied to the long-lived one it listens to.
  const limit = new AbortController();
  const interrupt = (): void => limit.abort(new Error('interrupted'));
  signal.addEventListener('abort', interrupt, { once: true });
  const timer = setTimeout(() => limit.abort(new Error('no answer in time')), sink.timeLimitMs);
  try {
    const outcome = await sink.deliver({ idempotencyKey: `${claim.id}.v${claim.version}`, body }, limit.signal);
    return signal.aborted && outcome.kind === 'unavailable' ? { kind: 'interrupted' } : outcome;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    body.fill(0);
  }
}

function settle(claim: Claim, settlement: Settlement, { claims, now }: LoopContext): DeliveryEvent {
  const about = { sink: claim.sink, id: claim.id };
  const settled = claims.settle(claim, settlement);
  // Not written: the claim's lease runs out and it is offered once more under the same key.
  if (!settled.ok) return { kind: 'trouble', problem: settled.problem };
  if (!settled.value) return { kind: 'overtaken', ...about };
  switch (settlement.state) {
    case 'delivered':
      return { kind: 'delivered', ...about, attempts: claim.attempts };
    case 'parked':
      return { kind: 'parked', ...about, problem: settlement.problem };
    case 'waiting': {
      const { problem, dueAt } = settlement;
      return { kind: 'postponed', ...about, waitMs: dueAt - now(), ...(problem ? { problem } : {}) };
    }
  }
}

async function wipeNowAndThen(outbox: Outbox, { delays, signal, tell }: LoopContext): Promise<void> {
  const bell = new Bell(signal);
  while (!signal.aborted) {
    const wiped = wipeDelivered(outbox.store, delays.retentionMs);
    if (!wiped.ok) tell({ kind: 'trouble', problem: wiped.problem });
    else if (wiped.value > 0) tell({ kind: 'wiped', count: wiped.value });
    await bell.wait(delays.retentionEveryMs);
  }
}
