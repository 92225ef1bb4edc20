import { day, hour, minute } from '../../src/kernel/durations.ts';
import { seededRandom } from '../../src/kernel/seededRandom.ts';
import type { View } from '../../src/screen/view.ts';
import type { Patient } from '../kiosk/patient.ts';
import { percentile } from '../kiosk/percentile.ts';
import { guestAt, ways } from './guests.ts';
import type { Stand, StandFigures } from './stand.ts';
import { type Trouble, troublesOf } from './troubles.ts';
import { goThrough, type Visit } from './visit.ts';

export interface YearPlan {
  readonly visits: number;
  readonly days: number;
  readonly seed: number;
  /** Visits between two looks at the machine. */
  readonly every: number;
  readonly report: (row: Row) => void;
  /** Its days are spread over so much real time, with as many of the visits as come to pass in it, milliseconds. */
  readonly withinMs: number | undefined;
  /** Whether it is to end before its visits do. */
  readonly isOver: () => boolean;
}

/** How things stood after so many visits. */
export interface Row extends StandFigures {
  readonly visits: number;
  /** Days that have passed for the kiosk. */
  readonly day: number;
  /** Seconds that have passed for us. */
  readonly seconds: number;
  /** Machine time of those told since the row before, milliseconds. */
  readonly visitMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** Processor time a visit since the row before, milliseconds, the time between the visits included. */
  readonly cpuMs: { readonly kiosk: number; readonly browser: number };
}

export interface Year {
  readonly visits: readonly Visit[];
  readonly rows: readonly Row[];
  /** Guests who found the kiosk out of service, by its number. */
  readonly turnedAway: Readonly<Record<string, number>>;
  /** Days that have passed. */
  readonly days: number;
  /** What ended it before its time, and was not asked for. */
  readonly brokenBy: unknown;
}

/** A clinic's day: this long guests come, evenly. */
const openMs = 9 * hour;
/** Between so many guests what is due by the clock is done: about every hour and a half. */
const guestsAStep = 4;
/** Clinic IT takes a backup so often. */
const backupEveryDays = 30;
/** In so many steps a night passes: what is done every hour or so is done a few times. */
const nightSteps = 5;
/** How long a guest waits for the free screen before going home, real milliseconds: a clock in doubt asks again after ten seconds. */
const waitsMs = 25_000;
/** The same while the disk takes nothing: nobody is served until that is over, and everybody is told so. */
const waitsInVainMs = 1_000;

/** How long deliveries are waited for that are on their way, milliseconds. */
const restMs = 2_000;

/** Lets guests come day after day while everything breaks now and then. */
export async function liveThroughYear(stand: Stand, plan: YearPlan): Promise<Year> {
  const { visits: count, days, seed, every, report, withinMs = Number.POSITIVE_INFINITY, isOver } = plan;
  const random = seededRandom(seed);
  const { now } = stand;
  const { simulator } = stand.kiosk;
  const troubles = troublesOf(count, seededRandom(seed + 1));
  const perDay = Math.max(1, Math.ceil(count / days));
  const visits: Visit[] = [];
  const rows: Row[] = [];
  const turnedAway: Record<string, number> = {};
  const began = performance.now();
  const firstDay = stand.now();
  /** How much of the year is over once so many guests have come, 0 to 1. */
  const shareAfter = (guests: number): number =>
    Math.min(1, Math.max(guests / count, (performance.now() - began) / withinMs));
  const daysPassed = (): number => Math.round(((stand.now() - firstDay) / day) * 10) / 10;
  let since = 0;
  let before: StandFigures | undefined;
  const look = async (): Promise<void> => {
    const told = visits.slice(since).filter(({ ending }) => ending.kind === 'told');
    const ms = told.map(({ tookMs }) => Math.round(tookMs));
    const came = visits.length - since;
    since = visits.length;
    const visitMs = { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), p99: percentile(ms, 0.99) };
    const seconds = Math.round((performance.now() - began) / 1_000);
    const figures = await stand.figures();
    const cpuOf = (value: (of: StandFigures) => number): number =>
      Math.round((1_000 * (value(figures) - (before ? value(before) : 0))) / Math.max(1, came));
    const cpuMs = { kiosk: cpuOf((of) => of.kioskCpuSeconds), browser: cpuOf((of) => of.browserCpuSeconds) };
    before = figures;
    const row = { visits: visits.length, day: daysPassed(), seconds, visitMs, cpuMs, ...figures };
    rows.push(row);
    report(row);
  };

  let nights = 0;
  let openForMs = 0;
  const spendNight = async (): Promise<void> => {
    nights += 1;
    if (nights % backupEveryDays === 0) await stand.backup();
    await stand.pass(Math.max(minute, day - openForMs), nightSteps);
    openForMs = 0;
  };

  const welcome = async (index: number): Promise<void> => {
    await putTroubles(stand, troubles, index);
    const guest = guestAt(shareAfter(index), random);
    const patient = await stand.guest();
    const isInVain = troubles.some(({ target, from, until }) => target === 'disk' && from <= index && index < until);
    const outage = await isTurnedAway(patient, isInVain ? waitsInVainMs : waitsMs);
    if (outage) turnedAway[outage] = (turnedAway[outage] ?? 0) + 1;
    else visits.push(await goThrough({ patient, simulator, now }, guest));
    // Time that passes while the last visit is cleared up behind would be taken for a worker that hangs.
    await leaveBehind(patient);
    await stand.queue.atRest(restMs);
    const pauseMs = openMs / perDay;
    await stand.pass(pauseMs, (index + 1) % guestsAStep === 0 ? 1 : 0);
    openForMs += pauseMs;
    while (shareAfter(index + 1) * days >= nights + 1) await spendNight();
    if ((index + 1) % every === 0) await look();
  };

  let brokenBy: unknown;
  try {
    await look();
    for (let index = 0; index < count && nights < days && !isOver(); index += 1) await welcome(index);
    await simulator.clearFaults();
    if (since < visits.length) await look();
  } catch (error) {
    // What was seen until then is told all the same.
    brokenBy = error;
  }
  return { visits, rows, turnedAway, days: daysPassed(), brokenBy };
}

/** Breaks what breaks at this guest, and mends what is mended by then. */
async function putTroubles(
  { kiosk: { simulator } }: Stand,
  troubles: readonly Trouble[],
  index: number,
): Promise<void> {
  for (const { until, target } of troubles) if (until === index) await simulator.clearFaults(target);
  for (const { from, target, kind } of troubles) {
    if (from === index) await simulator.fault(target, kind, 'until-cleared');
  }
}

const isFree = (view: View): View | undefined => (view.screen === 'idle' ? view : undefined);

/**
 * Waits until the visit is over on the screen too. Whoever has read what went wrong presses it away: where its time is
 * waited for, quarter of a minute by every clock, a year of those few takes longer than of all others.
 */
async function leaveBehind(patient: Patient): Promise<void> {
  const view = await patient.watches((each) => isFree(each) ?? ('code' in each ? each : undefined), waitsMs);
  if (view?.screen !== 'problem' || !view.actions.includes('cancel')) return;
  patient.press('cancel');
  await patient.watches(isFree, waitsMs);
}

/** Waits for the free screen. The number on it where nobody is served. */
async function isTurnedAway(patient: Patient, forMs: number): Promise<string | undefined> {
  const free = await patient.watches(isFree, forMs);
  if (free) return undefined;
  const view = await patient.watches((each) => each, waitsMs);
  return view && 'code' in view ? view.code : (view?.screen ?? 'no screen');
}

/** Machine time by way, milliseconds. */
export function timesByWay(visits: readonly Visit[]) {
  return Object.fromEntries(
    ways.map((way) => {
      const ms = visits
        .filter((visit) => visit.way === way && visit.slip === 'none' && visit.ending.kind === 'told')
        .map(({ tookMs }) => Math.round(tookMs));
      return [
        way,
        { visits: ms.length, p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), p99: percentile(ms, 0.99) },
      ];
    }),
  );
}
