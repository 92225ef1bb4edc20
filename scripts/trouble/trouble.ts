// npm run trouble: a day of trouble in one run. Patients come one after the other while the kiosk is flooded, guessed at,
// killed, damaged, out of disk and out of time; then what they were told is held against what the clinic holds.
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { byHolder, endingsOf, judge } from '../kiosk/ledger.ts';
import { trailIsCut } from './damage.ts';
import { type Diary, live, notMade, told } from './day.ts';
import { day, shortDay } from './episodes.ts';
import { filesWithSecrets } from './secretsOnDisk.ts';
import { Stand } from './stand.ts';
import { faultsOfTrail, findingsIn } from './trail.ts';
import { faultsOf, timesOf } from './verdict.ts';
import { type Visit, ways } from './visit.ts';

interface Options {
  readonly visits: number;
  readonly short?: true;
  readonly json?: true;
}

const program = new Command('trouble')
  .description(
    'lets patients come while everything goes wrong, and compares what they were told with what the clinic holds',
  )
  .option('--visits <n>', 'how many patients are to be checked in', wholeNumber, 200)
  .option('--short', 'only the troubles that cost little')
  .option('--json', 'the last line as JSON')
  .addHelpText('after', '\nExamples:\n  npm run trouble\n  npm run trouble -- --visits 16 --short --json\n');
const options = program.parse().opts<Options>();

const began = performance.now();
const stand = await Stand.open();
try {
  if (!stand.disk) report('this user may not mount a disk: it cannot be filled in this run');
  const diary = await live(stand, {
    visits: options.visits,
    quietVisits: Math.ceil(options.visits / 5),
    groups: options.short ? shortDay : day,
    report,
  });
  await conclude(diary);
} finally {
  await stand.clear();
}

async function conclude(diary: Diary): Promise<void> {
  const { quiet, troubled, strange, episodes } = diary;
  const visits = [...quiet, ...troubled, ...strange];
  await everythingDelivered(told(visits));
  const { simulator } = stand.kiosk;
  const judgement = judge(visits, await simulator.receptions(), await simulator.conflicts(), byHolder(visits));
  const exitCode = await stand.stop();
  const secrets = filesWithSecrets(
    stand.dataFolder,
    visits.map(({ person }) => person),
  );
  const timesCut = episodes.filter((line) => line.includes(trailIsCut)).length;
  const trail = faultsOfTrail(await findingsIn(stand.dataFolder), timesCut);
  const faults = [
    ...faultsOf(diary, judgement),
    ...episodes.filter((line) => line.includes(notMade)),
    ...secrets.map((file) => `a PIN or 照合番号B stands in ${file}`),
    ...trail,
    ...(exitCode === 0 ? [] : [`the kiosk ended with ${exitCode}`]),
  ];
  const { lost, doubled, altered, unproven, uncompleted: _, ...counts } = judgement;
  const summary = {
    ok: faults.length === 0,
    visits: visits.length,
    ...counts,
    lost: lost.length,
    doubled: doubled.length,
    altered: altered.length,
    confirmedWithoutEvidence: unproven.length,
    quiet: timesOf(quiet),
    troubled: timesOf(troubled),
    byWay: {
      quiet: timesByWay(quiet),
      troubled: timesByWay(troubled),
    },
    notServed: endingsOf(troubled.filter(({ ending }) => ending.kind !== 'told')),
    strangeChips: strangeEndings(strange),
    outOfServiceSeconds: Object.fromEntries(
      [...stand.outOfServiceMs].map(([why, ms]) => [why, Math.round(ms / 100) / 10]),
    ),
    seconds: Math.round((performance.now() - began) / 1_000),
    faults,
  };
  process.exitCode = summary.ok ? 0 : 1;
  process.stdout.write(`${JSON.stringify(summary, undefined, options.json ? undefined : 2)}\n`);
}

/** Provisional ones are asked about again before they are complete; the rest of the queue goes out meanwhile. */
async function everythingDelivered(count: number): Promise<void> {
  for (let second = 0; second < 90; second += 1) {
    const held = await stand.kiosk.simulator.receptions();
    const newest = new Map(held.map(({ reception }) => [reception.id, reception.status]));
    if (newest.size >= count && [...newest.values()].every((status) => status === 'confirmed')) return;
    await sleep(1_000);
  }
  report('not everything was delivered and completed within 90 s');
}

function timesByWay(visits: readonly Visit[]) {
  return Object.fromEntries(ways.map((way) => [way, timesOf(visits.filter((visit) => visit.way === way))]));
}

/** How those ended who came with a chip that somebody made, by its kind. */
function strangeEndings(visits: readonly Visit[]): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const kinds = [...new Set(visits.map(({ chip }) => chip))];
  return Object.fromEntries(kinds.map((kind) => [kind, endingsOf(visits.filter(({ chip }) => chip === kind))]));
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
