// npm run bench:start: how long the bundled program (npm run device:bundle) takes to say `--help`, and from the order to
// start it to the free screen painted in Chromium; each beside a floor of the same run: its own Node that does nothing,
// and its own Node with a server of one bare page.
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import pino from 'pino';
import type { Page } from 'playwright-core';
import { unwrap } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ensurePcscd } from '../../src/system/pcscd.ts';
import { blankGlass } from '../kiosk/glass.ts';
import { notePaints, paintOf } from '../kiosk/paints.ts';
import { percentile } from '../kiosk/percentile.ts';
import { openStartClinic } from './start/clinic.ts';
import { type Started, startUntil, timeToEnd } from './start/timed.ts';

const options = new Command('bench-start')
  .description('start of the bundled program beside its floor')
  .option('--rounds <n>', 'starts of each kind', '9')
  .option('--bundle <dir>', 'where the bundle lies: out/bundle, unless it is said')
  .option('--json', 'the last line as JSON')
  .parse()
  .opts<{ rounds: string; bundle?: string; json?: true }>();

/** What is to be reached on the machine that this is developed on, milliseconds. */
const goals = { help: 150, idle: 2_000 } as const;
const bareServer = `
  const server = require('node:http').createServer((_asked, answer) => answer.end('<!doctype html><p>bare'));
  server.listen(0, '127.0.0.1', () => console.log('Bare page  http://127.0.0.1:' + server.address().port + '/'));
  process.on('SIGTERM', () => process.exit());
`;

const root = projectRoot();
const say = (step: string) => process.stderr.write(`${step}\n`);
const bundle = resolve(options.bundle ?? join(root, 'out', 'bundle'));
const [program, node] = ['uketsuke', 'node'].map((name) => join(bundle, 'bin', name)) as [string, string];
const taken: Record<'bareNode' | 'help' | 'barePage' | 'address' | 'idle', number[]> = {
  ...{ bareNode: [], help: [], barePage: [], address: [], idle: [] },
};

// The reader is the virtual one of the machine's own card service; nobody lays a card on it.
const cards = unwrap(await ensurePcscd({ log: pino({ level: 'silent' }) }));
const clinic = await openStartClinic(root);
const glass = await blankGlass(notePaints);
try {
  // Once round unmeasured: files that were never read come from the disk, and the databases are made.
  for (let round = 0; round <= Number(options.rounds); round += 1) {
    say(`round ${round} of ${options.rounds}`);
    await oneRound(glass.page, (what, ms) => round > 0 && taken[what].push(ms));
  }
} finally {
  await glass.close();
  await clinic.close();
  await cards.stop();
}
report();

async function oneRound(page: Page, note: (what: keyof typeof taken, ms: number) => void): Promise<void> {
  note('bareNode', await timeToEnd(node, ['-e', '0']));
  note('help', await timeToEnd(program, ['--help']));
  const bare = await startUntil(node, ['-e', bareServer], /^Bare page {2}(\S+)$/m);
  note('barePage', await paintedAfter(page, bare, 'bare'));
  const ports = ['--screen-port', '0', '--desk-port', '0', '--ops-port', '0'];
  const kiosk = await startUntil(
    program,
    ['--config', clinic.configFile, 'run', ...ports],
    /^Patient screen {2}(\S+)$/m,
  );
  note('address', kiosk.saidAt - kiosk.orderedAt);
  note('idle', await paintedAfter(page, kiosk, 'idle'));
}

/** From the order to start it to the frame that shows it, milliseconds; it is stopped afterwards. */
async function paintedAfter(page: Page, started: Started, what: string): Promise<number> {
  await page.goto(started.address);
  const painted = await paintOf(page, what);
  await page.goto('about:blank');
  await started.stop();
  return painted - started.orderedAt;
}

function report(): void {
  const medians = Object.fromEntries(
    Object.entries(taken).map(([what, ms]) => [what, Math.round(percentile(ms, 0.5))]),
  ) as Record<keyof typeof taken, number>;
  const { bareNode, help, barePage, address, idle } = medians;
  const isWithin = (ms: number, goal: number) => (ms <= goal ? 'within' : 'misses');
  process.stdout.write(
    [
      `--help: ${help} ms, ${isWithin(help, goals.help)} ${goals.help} ms; its Node alone ${bareNode} ms`,
      `idle painted: ${idle} ms, ${isWithin(idle, goals.idle)} ${goals.idle} ms; of that until it says its address ${address} ms; a bare page ${barePage} ms`,
      '',
    ].join('\n'),
  );
  if (options.json)
    process.stdout.write(`${JSON.stringify({ rounds: taken.help.length, goals, medians, all: taken })}\n`);
}
