import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import type { HeldReception } from '../kiosk/simulatorApi.ts';
import type { Visit } from './visit.ts';

/** The two sides of the ledger against each other: what patients saw, and what the clinic holds. */
export interface Judgement {
  readonly told: number;
  /** Receptions, whatever their version. */
  readonly held: number;
  /** Told the patient, not held by the clinic. */
  readonly lost: readonly string[];
  /** Held twice for one visit, or without any visit. */
  readonly doubled: readonly string[];
  /** Held, but not as the patient was told, or offered in two shapes. */
  readonly altered: readonly string[];
  /** Confirmed without evidence that leads to an anchor. */
  readonly unproven: readonly string[];
  /** Held though the patient was not told: the kiosk was killed between commit and screen. */
  readonly untold: number;
}

/** Clocks of one machine, read in two processes. */
const slackMs = 500;

type Held = HeldReception['reception'];

/**
 * The screen shows no number of a reception, so a visit is found by the card's serial number and the time: visits of one
 * person never overlap.
 */
export function judge(
  visits: readonly Visit[],
  held: readonly HeldReception[],
  conflicts: readonly { readonly idempotencyKey: string }[],
): Judgement {
  const ids = new Set(held.map(({ reception }) => reception.id));
  const first = held.filter(({ reception }) => reception.version === 1);
  const of = (visit: Visit) => first.filter(({ reception }) => visitOf(reception, visits) === visit);
  const told = visits.filter(({ ending }) => ending.kind === 'told');
  const untold = visits.filter(({ ending }) => ending.kind !== 'told').map(of);
  const known = new Set(visits.flatMap(of).map(({ reception }) => reception.id));
  const strangers = [...ids].filter((id) => !known.has(id));
  return {
    told: told.length,
    held: ids.size,
    lost: told.filter((visit) => of(visit).length === 0).map(named),
    doubled: [...visits.filter((visit) => of(visit).length > 1).map(named), ...strangers],
    altered: [
      ...told.filter((visit) => of(visit).some(({ reception }) => !isAsTold(reception, visit))).map(named),
      ...conflicts.map(({ idempotencyKey }) => idempotencyKey),
    ],
    unproven: held.flatMap(({ idempotencyKey, reception }) => {
      const visit = visitOf(reception, visits);
      return reception.status === 'provisional' || (visit && isProven(reception, visit)) ? [] : [idempotencyKey];
    }),
    untold: untold.flat().length,
  };
}

/** The visit of the card's holder nearest in time, so that none stands for its neighbour's. */
function visitOf({ token, receivedAt }: Held, visits: readonly Visit[]): Visit | undefined {
  const at = Date.parse(receivedAt);
  const away = ({ from, until }: Visit): number => Math.max(0, from - at, at - until);
  return visits
    .filter((visit) => token.serial === certificateSerial(visit.person) && away(visit) <= slackMs)
    .sort((a, b) => away(a) - away(b))[0];
}

function isAsTold({ status, holder }: Held, { ending, provedBy }: Visit): boolean {
  return ending.kind === 'told' && status === ending.status && holder?.method === provedBy;
}

/** What a confirmed reception must hold: a proof given during the visit, and an answer to the question about insurance. */
function isProven({ holder, token, eligibility }: Held, { from, until, chip }: Visit): boolean {
  if (holder === null || eligibility === null || chip === 'home-made') return false;
  const at = Date.parse(holder.provenAt);
  const isOfVisit = at >= from - slackMs && at <= until + slackMs;
  if (holder.method === 'pin') return isOfVisit;
  return isOfVisit && holder.method === 'face' && (holder.score ?? 0) > 0 && token.genuine === 'verified';
}

function named({ person, way, from }: Visit): string {
  return `${person} by ${way} at ${new Date(from).toISOString()}`;
}
