import { backoffMs } from '../kernel/backoff.ts';
import { type Problem, problemWith } from '../problem/result.ts';
import type { Settlement } from './claims.ts';
import type { DeliveryDelays } from './delays.ts';
import type { SinkOutcome } from './sinks/sink.ts';

/** How one attempt ended, as the loop sees it. */
export type Attempt =
  | SinkOutcome
  /** Cut short by ourselves: whether it arrived is not known, and it says nothing about the receiver. */
  | { readonly kind: 'interrupted' }
  /** A later version goes, or went, in its place. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** What the rules below go by. */
export interface Rules {
  readonly delays: DeliveryDelays;
  readonly refusalLimit: number;
  /** A number in [0, 1), for the jitter. */
  readonly random: () => number;
}

/** Attempts in a row that found no receiver, and until when (ms since the epoch) it is left alone for that. */
export interface Outage {
  readonly failures: number;
  readonly until: number;
}

export const noOutage: Outage = { failures: 0, until: 0 };

/** A receiver that is away is away for everything: the sink as a whole waits, ever longer, and probes. */
export function outageAfter(before: Outage, attempt: Attempt, now: number, { delays, random }: Rules): Outage {
  // What never reached the receiver says nothing about it.
  if (attempt.kind === 'unreadable' || attempt.kind === 'interrupted' || attempt.kind === 'superseded') return before;
  if (attempt.kind !== 'unavailable') return noOutage;
  const failures = before.failures + 1;
  const backoff = backoffMs(failures, delays.outageBaseMs, delays.outageCapMs, random());
  return { failures, until: now + Math.max(backoff, askedWait(attempt, delays)) };
}

/** A pause longer than any we give was set while the clock ran ahead: then it counts as over. */
export function isOver(outage: Outage, now: number, delays: DeliveryDelays): boolean {
  return outage.until <= now || outage.until > now + Math.max(delays.outageCapMs, delays.retryAfterCapMs);
}

/**
 * What becomes of a delivery after an attempt. Only a receiver that answered about this very reception counts towards
 * the limit: an outage of three days parks nothing.
 * @param refusals how often it was refused before.
 * @param awayUntil when the sink is tried again after an outage.
 */
export function settlementAfter(
  attempt: Attempt,
  refusals: number,
  awayUntil: number,
  now: number,
  { delays, refusalLimit, random }: Rules,
): Settlement {
  switch (attempt.kind) {
    case 'taken':
      return { state: 'delivered' };
    case 'superseded':
      return { state: 'delivered', note: 'a later version goes in its place' };
    case 'interrupted':
      return { state: 'waiting', dueAt: now, refused: false };
    case 'unavailable':
      // Behind those not tried yet: one reception that makes the receiver time out holds up no other.
      return { state: 'waiting', dueAt: awayUntil, refused: false, problem: awayProblem(attempt) };
    case 'refused-for-now': {
      const problem = problemWith('U-503', attempt.detail);
      if (refusals + 1 >= refusalLimit) return { state: 'parked', problem };
      const backoff = backoffMs(refusals + 1, delays.refusalBaseMs, delays.refusalCapMs, random());
      return { state: 'waiting', dueAt: now + Math.max(backoff, askedWait(attempt, delays)), refused: true, problem };
    }
    case 'refused':
      return { state: 'parked', problem: problemWith('U-503', attempt.detail) };
    case 'unreadable':
      return { state: 'parked', problem: attempt.problem };
  }
}

const neededCodes = { 'set-up': 'U-510', clock: 'U-514' } as const;

function awayProblem({ detail, needs }: Extract<Attempt, { kind: 'unavailable' }>): Problem {
  return problemWith(needs ? neededCodes[needs] : 'U-502', detail);
}

function askedWait(outcome: { readonly retryAfterMs?: number }, delays: DeliveryDelays): number {
  return Math.min(outcome.retryAfterMs ?? 0, delays.retryAfterCapMs);
}
