// npm run survey:impatient: patients who press whatever is there, twice, at once, by keys and by touch, and spread
// their fingers on the glass, before the real screen: what is recorded is what they answered, and the next patient
// finds the kiosk as it was.
import { join } from 'node:path';
import { Command } from 'commander';
import { startScreenServer } from '../../src/screen/server.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { BrowserHands } from './impatient/browserHands.ts';
import { SocketHands } from './impatient/socketHands.ts';
import { openStage } from './impatient/stage.ts';
import { type Fault, impatientVisits, type Outcome } from './impatient/visits.ts';

interface Options {
  readonly visits: string;
  readonly seed: string;
  readonly kiosks: string;
  readonly browser: string;
  readonly json?: true;
}

const options = new Command('survey-impatient')
  .description('visits of random, double and simultaneous presses, keys and gestures; nothing may go wrong in any')
  .option('--visits <n>', 'how many', '5000')
  .option('--seed <n>', 'of the first; the others follow', '1')
  .option('--kiosks <n>', 'so many stand side by side; every third has one large switch', '6')
  .option('--browser <n>', 'so many of the visits are at the page, in Chromium', '300')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run survey:impatient\n  npm run survey:impatient -- --visits 1 --seed 4711 --browser 0\n',
  )
  .parse()
  .opts<Options>();

const visits = Number(options.visits);
const firstSeed = Number(options.seed);
const atPage = Math.min(visits, Number(options.browser));
const started = performance.now();
let done = 0;

const seeds = Array.from({ length: visits }, (_, index) => firstSeed + index);
const [ofPage, ofLine] = [seeds.slice(0, atPage), seeds.slice(atPage)];
const kiosks = Math.min(Number(options.kiosks), ofLine.length);
const shares = Array.from({ length: kiosks }, (_, kiosk) => ofLine.filter((_seed, index) => index % kiosks === kiosk));
// One after the other: a server that starts beside twenty others takes longer than it is given.
let opened: Promise<unknown> = Promise.resolve();
const [page, line] = await Promise.all([
  ofPage.length > 0 ? at('page', ofPage, '') : undefined,
  Promise.all(shares.map((share, kiosk) => at('line', share, kiosk % 3 === 2 ? 'F13' : ''))),
]);
const report = {
  seed: firstSeed,
  seconds: Math.round((performance.now() - started) / 1_000),
  line: summed(line),
  page: summed(page ? [page] : []),
};
process.stdout.write(`${JSON.stringify(report, null, options.json ? undefined : 2)}\n`);
process.exitCode =
  report.line.visits + report.page.visits === visits && report.line.faults.length + report.page.faults.length === 0
    ? 0
    : 1;

async function at(where: 'page' | 'line', share: readonly number[], oneSwitch: string): Promise<Outcome> {
  const opening = opened.then(() => open(where, oneSwitch));
  opened = opening;
  const { stage, hands, close } = await opening;
  try {
    return await impatientVisits({ stage, hands, oneSwitch }, share, tell);
  } finally {
    await close();
  }
}

async function open(where: 'page' | 'line', oneSwitch: string) {
  const stage = await openStage(oneSwitch);
  const server = await startScreenServer({
    screen: stage.screen,
    appFolder: join(projectRoot(), 'dist', 'screen'),
    port: 0,
    log: { warn: () => undefined },
  });
  const hands = where === 'line' ? await SocketHands.at(server.url) : await BrowserHands.at(server.url);
  const close = async (): Promise<void> => {
    await hands.close();
    await server.close();
    await stage.close();
  };
  return { stage, hands, close };
}

function tell(fault: Fault | undefined): void {
  done += 1;
  if (fault) process.stderr.write(`✗ seed ${fault.seed}, ${fault.person}: ${fault.what.slice(0, 5).join('; ')}\n`);
  const { user, system } = process.cpuUsage();
  if (done % 50 === 0)
    process.stderr.write(
      `  ${done} of ${visits}, ${Math.round((performance.now() - started) / 1_000)} s, of the processor ${Math.round((user + system) / 1e6)} s\n`,
    );
}

function summed(outcomes: readonly Outcome[]) {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    visits: sum(({ visits: each }) => each),
    recorded: sum(({ recorded }) => recorded),
    effects: sum(({ effects }) => effects),
    hung: outcomes.flatMap(({ hung }) => hung),
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}
