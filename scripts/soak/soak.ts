// npm run soak: a working year of a whole kiosk in a night. Its clock is moved on between visits, its hardware is
// simulated at the lowest seam, a browser paints its screen; at the end what patients were told is held against what
// the clinic holds, and it is looked for what should be gone.
import { Command, InvalidArgumentError } from 'commander';
import { describeFinding } from '../../src/audit/findings.ts';
import { day } from '../../src/kernel/durations.ts';
import { findingsIn } from '../trouble/trail.ts';
import { growthOf } from './growth.ts';
import { movedAway } from './guests.ts';
import { judge } from './ledger.ts';
import { remainsOf } from './remains.ts';
import { Stand } from './stand.ts';
import { liveThroughYear, type Row, timesByWay, type Year } from './year.ts';

interface Options {
  readonly visits: number;
  readonly days?: number;
  readonly seed: number;
  readonly minutes?: number;
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
  .option('--minutes <n>', 'ends after so many minutes, however many guests have come', wholeNumber)
  .option('--profile <name>', 'face networks: standard or embedded', 'embedded')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run soak -- --visits 10000 --days 400 --json\n  npm run soak -- --visits 50\n',
  )
  .parse()
  .opts<Options>();

const began = performance.now();
const days = options.days ?? Math.ceil(options.visits / visitsADay);
const stand = await Stand.open(['--set', `face.profile=${options.profile}`]);
try {
  const year = await liveThroughYear(stand, {
    visits: options.visits,
    days,
    seed: options.seed,
    every: Math.min(1_000, Math.max(1, Math.ceil(options.visits / 10))),
    report: (row) => process.stdout.write(`${lineOf(row)}\n`),
    isOver: () => options.minutes !== undefined && performance.now() - began > options.minutes * 60_000,
  });
  await conclude(year);
} finally {
  await stand.clear();
}

async function conclude({ visits, rows, turnedAway, days: passed }: Year): Promise<void> {
  const { simulator } = stand.kiosk;
  // Long enough for everything to be delivered, completed, and wiped.
  await stand.pass(untilAllIsWiped * day, 8 * untilAllIsWiped);
  const judgement = judge(visits, await simulator.receptions(), await simulator.conflicts());
  const last = await stand.figures();
  const exitCode = await stand.stop();
  const remains = remainsOf(stand.dataFolder, movedAway);
  const trail = (await findingsIn(stand.dataFolder)).map(describeFinding);
  const growth = growthOf(rows);
  const faults = [
    ...judgement.lost.map((each) => `lost: ${each}`),
    ...judgement.doubled.map((each) => `doubled: ${each}`),
    ...judgement.altered.map((each) => `altered: ${each}`),
    ...remains.map((each) => `left: ${each}`),
    ...trail.map((each) => `the audit trail: ${each}`),
    ...Object.entries(growth).flatMap(([what, share]) =>
      share > growthMay ? [`${what} has grown by ${(100 * share).toFixed(1)} %`] : [],
    ),
    ...(exitCode === 0 ? [] : [`the kiosk ended with ${exitCode}`]),
  ];
  const { lost, doubled, altered, ...counts } = judgement;
  const summary = {
    ok: faults.length === 0,
    profile: options.profile,
    visits: visits.length,
    days: passed,
    seconds: Math.round((performance.now() - began) / 1_000),
    ...counts,
    lost: lost.length,
    doubled: doubled.length,
    altered: altered.length,
    left: remains.length,
    growth,
    endings: endingsOf(visits),
    turnedAway,
    visitMs: timesByWay(visits),
    rows: [...rows, { ...last, visits: visits.length, day: passed + untilAllIsWiped }],
    faults,
  };
  process.exitCode = summary.ok ? 0 : 1;
  process.stdout.write(`${JSON.stringify(summary, undefined, options.json ? undefined : 2)}\n`);
}

function lineOf({ visits, day: on, seconds, visitMs, disks, ...row }: Row): string {
  const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)}`;
  return [
    `${visits} visits, day ${on}, ${seconds} s`,
    `heap ${mebibytes(row.heapBytes)}, kiosk ${mebibytes(row.kioskBytes)}, browser ${mebibytes(row.browserBytes)} MiB`,
    `${row.kioskDescriptors} + ${row.browserDescriptors} descriptors`,
    `loop p99 ${row.eventLoopP99Ms.toFixed(1)} ms`,
    `visit p50 ${visitMs.p50} p95 ${visitMs.p95} p99 ${visitMs.p99} ms`,
    Object.entries(disks)
      .map(([store, bytes]) => `${store} ${mebibytes(bytes)}`)
      .join(' '),
  ].join(' | ');
}

/** How visits ended, and how many. */
function endingsOf(visits: Year['visits']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { ending } of visits) {
    const how = ending.kind === 'told' ? ending.status : ending.kind === 'refused' ? ending.code : ending.kind;
    counts[how] = (counts[how] ?? 0) + 1;
  }
  return counts;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
