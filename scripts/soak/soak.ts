// npm run soak: a working year of a whole kiosk in a night. Its clock is moved on between visits, its hardware is
// simulated at the lowest seam, a browser paints its screen; at the end what patients were told is held against what
// the clinic holds, and it is looked for what should be gone.
import { Command, InvalidArgumentError } from 'commander';
import { describeFinding } from '../../src/audit/findings.ts';
import { day, minute } from '../../src/kernel/durations.ts';
import { byTime, endingsOf, judge } from '../kiosk/ledger.ts';
import { findingsIn } from '../trouble/trail.ts';
import { growthOf } from './growth.ts';
import { movedAway } from './guests.ts';
import { remainsOf } from './remains.ts';
import { Stand } from './stand.ts';
import { liveThroughYear, type Row, timesByWay, type Year } from './year.ts';

interface Options {
  readonly visits: number;
  readonly days?: number;
  readonly seed: number;
  readonly minutes?: number;
  readonly every?: number;
  readonly profile: 'standard' | 'embedded';
  readonly json?: true;
}

/** A day of a clinic, where it is not said otherwise. */
const visitsADay = 25;
/** Growth is judged from here on: by then everything has been used once. Share of the rows. */
const growthMay = 0.05;
/** Provisional receptions are kept for completing as long as this; afterwards nothing of anybody is left. Days. */
const untilAllIsWiped = 16;

const options = new Command('soak')
  .description('takes a whole kiosk through a year of visits, and looks at what it costs and what is left')
  .option('--visits <n>', 'how many guests come', wholeNumber, 1_000)
  .option('--days <n>', `how many days pass for the kiosk; ${visitsADay} guests a day when absent`, wholeNumber)
  .option('--seed <n>', 'of guests and troubles', wholeNumber, 1)
  .option(
    '--minutes <n>',
    'the days are spread over so many, with as many of the guests as can come in them',
    wholeNumber,
  )
  .option('--every <n>', 'a line after so many visits; a tenth of them, at most 1,000, when absent', wholeNumber)
  .option('--profile <name>', 'face networks: standard or embedded', 'embedded')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run soak -- --visits 10000 --days 400 --json\n  npm run soak -- --visits 50\n\nCtrl-C or SIGTERM ends the year there and reports on it; a second one ends everything.\n',
  )
  .parse()
  .opts<Options>();

const began = performance.now();
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    isStopped = true;
  });
}
const days = options.days ?? Math.ceil(options.visits / visitsADay);
// What moves on the screen would be painted again and again, whoever comes.
const calm = ['--set', 'accessibility.calm=true'];
const stand = await Stand.open(['--set', `face.profile=${options.profile}`, ...calm]);
try {
  const year = await liveThroughYear(stand, {
    visits: options.visits,
    days,
    seed: options.seed,
    every: options.every ?? Math.min(1_000, Math.max(1, Math.ceil(options.visits / 10))),
    report: (row) => process.stdout.write(`${lineOf(row)}\n`),
    withinMs: options.minutes === undefined ? undefined : options.minutes * minute,
    isOver: () => isStopped,
  });
  await conclude(year);
} finally {
  await stand.clear();
}

/** What is left to be found once the year is over; a kiosk that is gone can be asked nothing more. */
async function conclude(year: Year): Promise<void> {
  if (year.brokenBy !== undefined) {
    report(year, { faults: [`broken off: ${describe(year.brokenBy)}`] });
    return;
  }
  const { visits, rows } = year;
  const { simulator } = stand.kiosk;
  await stand.queue.allDelivered(minute);
  // Long enough for everything to be completed and wiped.
  await stand.pass(untilAllIsWiped * day, 8 * untilAllIsWiped);
  const judgement = judge(visits, await simulator.receptions(), await simulator.conflicts(), byTime(visits));
  const shown = await stand.showsFree();
  const last = { ...(await stand.figures()), visits: visits.length, day: year.days + untilAllIsWiped };
  const exitCode = await stand.stop();
  const remains = remainsOf(stand.dataFolder, movedAway);
  const backups = await stand.backups.faults();
  const trail = (await findingsIn(stand.dataFolder)).map(describeFinding);
  const faults = [
    ...judgement.lost.map((each) => `lost: ${each}`),
    ...judgement.doubled.map((each) => `doubled: ${each}`),
    ...judgement.altered.map((each) => `altered: ${each}`),
    ...judgement.unproven.map((each) => `confirmed without evidence: ${each}`),
    ...remains.map((each) => `left: ${each}`),
    ...(shown === undefined ? [] : [`the browser does not show the free screen: ${shown}`]),
    ...backups,
    ...trail.map((each) => `the audit trail: ${each}`),
    ...Object.entries(growthOf(rows)).flatMap(([what, share]) =>
      share > growthMay ? [`${what} has grown by ${(100 * share).toFixed(1)} %`] : [],
    ),
    ...(exitCode === 0 ? [] : [`the kiosk ended with ${exitCode}: ${stand.kiosk.complaints().slice(-2_000)}`]),
  ];
  const { lost, doubled, altered, unproven, ...counts } = judgement;
  const counted = { lost: lost.length, doubled: doubled.length, altered: altered.length, unproven: unproven.length };
  report(year, { ...counts, ...counted, left: remains.length, last, faults });
}

/** The last line: everything that was seen, and what was found. */
function report(
  { visits, rows, turnedAway, days: passed }: Year,
  {
    last,
    faults,
    ...found
  }: { readonly last?: object; readonly faults: readonly string[]; readonly [found: string]: unknown },
): void {
  const summary = {
    ok: faults.length === 0,
    profile: options.profile,
    visits: visits.length,
    days: passed,
    seconds: Math.round((performance.now() - began) / 1_000),
    isStopped,
    ...found,
    growth: growthOf(rows),
    endings: endingsOf(visits),
    turnedAway,
    linesLost: stand.linesLost,
    visitMs: timesByWay(visits),
    rows: [...rows, ...(last ? [last] : [])],
    faults,
  };
  process.exitCode = summary.ok ? 0 : 1;
  process.stdout.write(`${JSON.stringify(summary, undefined, options.json ? undefined : 2)}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error
    ? [error.stack, error.cause && String(error.cause)].filter(Boolean).join('; ')
    : String(error);
}

function lineOf({ visits, day: on, seconds, visitMs, cpuMs, disks, ...row }: Row): string {
  const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)}`;
  return [
    `${visits} visits, day ${on}, ${seconds} s`,
    `heap ${mebibytes(row.heapBytes)}, kiosk ${mebibytes(row.kioskBytes)}, browser ${mebibytes(row.browserBytes)} MiB`,
    `${row.kioskDescriptors} + ${row.browserDescriptors} descriptors`,
    `processor ${cpuMs.kiosk} + ${cpuMs.browser} ms a visit`,
    `loop p99 ${row.eventLoopP99Ms.toFixed(1)} ms`,
    `visit p50 ${visitMs.p50} p95 ${visitMs.p95} p99 ${visitMs.p99} ms`,
    `${row.backups.count} backups, ${mebibytes(row.backups.bytes)} MiB`,
    Object.entries(disks)
      .map(([store, bytes]) => `${store} ${mebibytes(bytes)}`)
      .join(' '),
  ].join(' | ');
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
