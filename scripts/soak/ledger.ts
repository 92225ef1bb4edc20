import type { HeldReception } from '../kiosk/simulatorApi.ts';
import type { Visit } from './visit.ts';

/** What a year of visits came to at the clinic. */
export interface Judgement {
  readonly told: number;
  /** Different receptions that the clinic holds. */
  readonly held: number;
  /** Told that they are checked in, and the clinic knows nothing of it. */
  readonly lost: readonly string[];
  /** More than one reception for a visit, or one for no visit. */
  readonly doubled: readonly string[];
  /** Held, but not as the patient was told, or offered in two shapes. */
  readonly altered: readonly string[];
  /** Held though the patient was not told: they had gone by then. */
  readonly untold: number;
  /** Provisional ones that nobody has completed. */
  readonly uncompleted: number;
}

/** The kiosk's clock as this process knows it; milliseconds. */
const slackMs = 1_000;

/** Who has gone may be checked in a moment later, by what they have answered; the next comes minutes after. Milliseconds. */
const afterMs = 20_000;

/** Visits lie minutes apart on the kiosk's clock, so a reception is found by its time alone. */
export function judge(
  visits: readonly Visit[],
  held: readonly HeldReception[],
  conflicts: readonly { readonly idempotencyKey: string }[],
): Judgement {
  const byVisit = new Map<Visit, HeldReception['reception'][]>();
  const strangers: string[] = [];
  const newest = new Map<string, HeldReception['reception']>();
  for (const { reception } of held) {
    const before = newest.get(reception.id);
    if (!before || before.version < reception.version) newest.set(reception.id, reception);
    if (reception.version !== 1) continue;
    const visit = visitAt(visits, Date.parse(reception.receivedAt));
    if (visit) byVisit.set(visit, [...(byVisit.get(visit) ?? []), reception]);
    else strangers.push(reception.id);
  }
  const told = visits.filter(({ ending }) => ending.kind === 'told');
  const of = (visit: Visit) => byVisit.get(visit) ?? [];
  return {
    told: told.length,
    held: newest.size,
    lost: told.filter((visit) => of(visit).length === 0).map(named),
    doubled: [...visits.filter((visit) => of(visit).length > 1).map(named), ...strangers],
    altered: [
      ...told.filter((visit) => of(visit).some(({ status }) => status !== toldIn(visit))).map(named),
      ...conflicts.map(({ idempotencyKey }) => idempotencyKey),
    ],
    untold: visits.filter((visit) => visit.ending.kind !== 'told' && of(visit).length > 0).length,
    uncompleted: [...newest.values()].filter(({ status }) => status === 'provisional').length,
  };
}

/** `visits` are in order of time. */
function visitAt(visits: readonly Visit[], at: number): Visit | undefined {
  let [low, high] = [0, visits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const visit = visits[middle];
    if (visit && visit.until + afterMs < at) low = middle + 1;
    else high = middle;
  }
  const found = visits[low];
  return found && found.from - slackMs <= at ? found : undefined;
}

function toldIn({ ending }: Visit): string | undefined {
  return ending.kind === 'told' ? ending.status : undefined;
}

function named({ person, way, from }: Visit): string {
  return `${person} by ${way} at ${new Date(from).toISOString()}`;
}
