import type { ChipKind } from '../../src/simulator/card/badChips/chipKind.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import type { Passage } from './hurriedPatient.ts';
import type { HeldReception } from './simulatorApi.ts';

/** One visit as the patient saw it. */
export interface LivedVisit extends Passage {
  readonly person: string;
  readonly way: string;
  readonly chip: ChipKind;
  /** By the kiosk's clock, milliseconds since the epoch: the card was laid down, the visit was over. */
  readonly from: number;
  readonly until: number;
  /** From the card to what they were told, milliseconds: all of it the machine's, this patient does not think. */
  readonly tookMs: number;
}

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
  /** Held though the patient was not told: they had gone by then, or the kiosk was killed between commit and screen. */
  readonly untold: number;
  /** Provisional ones that nobody has completed. */
  readonly uncompleted: number;
}

type Held = HeldReception['reception'];

/** Finds the visit that a reception is of. */
export interface VisitFinder<V extends LivedVisit> {
  find(reception: Held): V | undefined;
  /** How much later than a visit's end its own proof may be, milliseconds. */
  readonly afterMs: number;
}

/** Clocks read in two processes, milliseconds. */
const slackMs = 500;

/**
 * Finds by the card's serial number, and of that holder's visits the one nearest in time, so that none stands for its
 * neighbour's: visits of one person never overlap.
 */
export function byHolder<V extends LivedVisit>(visits: readonly V[]): VisitFinder<V> {
  const bySerial = new Map<string, V[]>();
  for (const visit of visits) {
    const serial = certificateSerial(visit.person);
    bySerial.set(serial, [...(bySerial.get(serial) ?? []), visit]);
  }
  return {
    afterMs: slackMs,
    find({ token, receivedAt }) {
      const at = Date.parse(receivedAt);
      const away = ({ from, until }: V): number => Math.max(0, from - at, at - until);
      return (bySerial.get(token.serial ?? '') ?? [])
        .filter((visit) => away(visit) <= slackMs)
        .sort((one, other) => away(one) - away(other))[0];
    },
  };
}

/** Finds by time alone, where visits lie minutes apart; `visits` are in order of time. */
export function byTime<V extends LivedVisit>(visits: readonly V[]): VisitFinder<V> {
  // Who has gone may be checked in a moment later, by what they have answered; the next comes minutes after.
  const afterMs = 20_000;
  return {
    afterMs,
    find({ receivedAt }) {
      const at = Date.parse(receivedAt);
      let [low, high] = [0, visits.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const visit = visits[middle];
        if (visit && visit.until + afterMs < at) low = middle + 1;
        else high = middle;
      }
      const found = visits[low];
      return found && found.from - 2 * slackMs <= at ? found : undefined;
    },
  };
}

/** The screen shows no number of a reception, so what each is of is found by `finder`. */
export function judge<V extends LivedVisit>(
  visits: readonly V[],
  held: readonly HeldReception[],
  conflicts: readonly { readonly idempotencyKey: string }[],
  finder: VisitFinder<V>,
): Judgement {
  const ofVisit = new Map<V, Held[]>();
  const strangers: string[] = [];
  const newest = new Map<string, Held>();
  for (const { reception } of held) {
    const before = newest.get(reception.id);
    if (!before || before.version < reception.version) newest.set(reception.id, reception);
    if (reception.version !== 1) continue;
    const visit = finder.find(reception);
    if (visit) ofVisit.set(visit, [...(ofVisit.get(visit) ?? []), reception]);
    else strangers.push(reception.id);
  }
  const told = visits.filter(({ ending }) => ending.kind === 'told');
  const of = (visit: V): readonly Held[] => ofVisit.get(visit) ?? [];
  const isUnproven = (reception: Held): boolean => {
    const visit = finder.find(reception);
    return reception.status !== 'provisional' && !(visit && isProven(reception, visit, finder.afterMs));
  };
  return {
    told: told.length,
    held: newest.size,
    lost: told.filter((visit) => of(visit).length === 0).map(named),
    doubled: [...visits.filter((visit) => of(visit).length > 1).map(named), ...strangers],
    altered: [
      ...told.filter((visit) => of(visit).some((reception) => !isAsTold(reception, visit))).map(named),
      ...conflicts.map(({ idempotencyKey }) => idempotencyKey),
    ],
    unproven: held.flatMap(({ idempotencyKey, reception }) => (isUnproven(reception) ? [idempotencyKey] : [])),
    untold: visits.filter((visit) => visit.ending.kind !== 'told').flatMap(of).length,
    uncompleted: [...newest.values()].filter(({ status }) => status === 'provisional').length,
  };
}

function isAsTold({ status, holder }: Held, { ending, provedBy }: LivedVisit): boolean {
  return ending.kind === 'told' && status === ending.status && holder?.method === provedBy;
}

/** What a confirmed reception must hold: a proof given during the visit, and an answer to the question about insurance. */
function isProven(
  { holder, token, eligibility, link }: Held,
  { from, until, chip }: LivedVisit,
  afterMs: number,
): boolean {
  // An answer that was somebody else's is not kept.
  const isAnswered = eligibility !== null || link.kind === 'mismatch';
  if (holder === null || !isAnswered || chip === 'home-made') return false;
  const at = Date.parse(holder.provenAt);
  if (at < from - 2 * slackMs || at > until + afterMs) return false;
  switch (holder.method) {
    case 'pin':
    case 'phone':
      return true;
    case 'face':
      return (holder.score ?? 0) > 0 && token.genuine === 'verified';
    case 'visual':
      return token.genuine === 'verified';
    default:
      return false;
  }
}

/** A visit in words, for whoever looks for it. */
function named({ person, way, from }: LivedVisit): string {
  return `${person} by ${way} at ${new Date(from).toISOString()}`;
}

/** How those visits ended, and how many: by number where one was said. */
export function endingsOf(visits: readonly LivedVisit[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { ending } of visits) {
    const how = ending.kind === 'told' ? ending.status : ending.kind === 'refused' ? ending.code : ending.kind;
    counts[how] = (counts[how] ?? 0) + 1;
  }
  return counts;
}
