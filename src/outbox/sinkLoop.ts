import type { Bell } from '../kernel/bell.ts';
import { underLimit } from '../kernel/linkedAbort.ts';
import type { Problem } from '../problem/result.ts';
import { asOf } from '../reception/asOf.ts';
import { whenFree } from '../storage/whenFree.ts';
import type { Claim, Claims, Settlement } from './claims.ts';
import type { DeliveryEvent } from './deliveryEvent.ts';
import { type Attempt, isOver, noOutage, type Outage, outageAfter, type Rules, settlementAfter } from './schedule.ts';
import { idempotencyKeyOf, type Memo, type Sink } from './sinks/sink.ts';

/** What every loop of one queue shares. */
export interface LoopContext extends Rules {
  readonly claims: Claims;
  readonly now: () => number;
  readonly tell: (event: DeliveryEvent) => void;
  readonly signal: AbortSignal;
}

/** Every so many claims the backlog has its turn, however many patients come in. */
const backlogTurn = 4;

/** Delivers to one sink, up to `sink.parallel` receptions at a time, until the signal. */
export async function deliverTo(sink: Sink, bell: Bell, context: LoopContext): Promise<void> {
  const { claims, delays, now, signal, tell } = context;
  const underWay = new Set<Promise<void>>();
  const away: { outage: Outage } = { outage: noOutage };
  let turn = 0;
  let lookedForGone = Number.NEGATIVE_INFINITY;

  // Whoever was away is probed with one reception, not with all it could take.
  const room = (): boolean => underWay.size < (away.outage.failures > 0 ? 1 : (sink.parallel ?? 1));
  const nextClaim = () => {
    turn += 1;
    return claims.next(sink.name, sink.timeLimitMs + delays.leaseMarginMs, {
      freshMs: turn % backlogTurn === 0 ? 0 : delays.freshMs,
      versions: sink.versions,
    });
  };

  while (!signal.aborted) {
    if (Math.abs(now() - lookedForGone) >= delays.pollMs) {
      lookedForGone = now();
      const freed = claims.takeOver();
      if (freed.ok && freed.value > 0) tell({ kind: 'taken-over', count: freed.value });
    }
    let trouble: Problem | undefined;
    while (!signal.aborted && isOver(away.outage, now(), delays) && room()) {
      const claim = nextClaim();
      trouble = claim.ok ? undefined : claim.problem;
      if (!claim.ok || !claim.value) break;
      const carried = carry(sink, claim.value, away, context).finally(() => {
        underWay.delete(carried);
        bell.ring();
      });
      underWay.add(carried);
    }
    if (trouble) tell({ kind: 'trouble', problem: trouble });
    // A full disk is asked again at the pace of the poll, not in a circle.
    await bell.wait(trouble || !room() ? delays.pollMs : untilNext(sink, away.outage, context));
  }
  await Promise.all(underWay);
}

function untilNext(sink: Sink, outage: Outage, { claims, delays, now }: LoopContext): number {
  const next = claims.nextDueAt(sink.name);
  const dueAt = (next.ok ? next.value : undefined) ?? Number.POSITIVE_INFINITY;
  return Math.min(delays.pollMs, Math.max(1, dueAt - now(), outage.until - now()));
}

async function carry(sink: Sink, claim: Claim, away: { outage: Outage }, context: LoopContext): Promise<void> {
  const { claims, now, signal, tell } = context;
  const seen = away.outage;
  const outcome = await attempt(sink, claim, claims.memoOf(claim), now(), signal);
  // What was under way when the receiver went away says so once, not once for each.
  if (outcome.kind !== 'unavailable' || away.outage === seen) {
    away.outage = outageAfter(away.outage, outcome, now(), context);
  }
  tell(await settle(sink, claim, settlementAfter(outcome, claim.refusals, away.outage.until, now(), context), context));
}

async function attempt(sink: Sink, claim: Claim, memo: Memo, now: number, signal: AbortSignal): Promise<Attempt> {
  if (!claim.payload.ok) return { kind: 'unreadable', problem: claim.payload.problem };
  const recorded = claim.payload.value;
  const body = asOf(recorded, now);
  try {
    if (sink.versions === 'newest' && claim.later !== 'none') return { kind: 'superseded' };
    if (sink.versions === 'in-order' && claim.later === 'delivered') {
      return { kind: 'refused', detail: 'a later version of it was delivered already' };
    }
    const parcel = { idempotencyKey: idempotencyKeyOf(claim), body, memo };
    const outcome = await underLimit([signal], sink.timeLimitMs, (limit) => sink.deliver(parcel, limit));
    return signal.aborted && outcome.kind === 'unavailable' ? { kind: 'interrupted' } : outcome;
  } finally {
    recorded.fill(0);
    body.fill(0);
  }
}

async function settle(
  { name }: Sink,
  claim: Claim,
  settlement: Settlement,
  { claims, delays, now, signal }: LoopContext,
): Promise<DeliveryEvent> {
  const about = { sink: name, id: claim.id, version: claim.version };
  // Another program may hold the queue: waited for as long as nobody else may take the claim over.
  const settled = await whenFree(() => claims.settle(claim, settlement), delays.leaseMarginMs, signal);
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
