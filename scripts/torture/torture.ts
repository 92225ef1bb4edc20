// npm run torture -- --rounds 300: a kiosk is killed at random moments under load, its clinic system misbehaves, its
// disk may be full or fail; then what patients were told is held against what the clinic holds.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type BadDisk, failingWrites, fullDisk, goodDisk } from './disk.ts';
import type { Orders } from './kiosk.ts';
import { judge } from './ledger.ts';
import { type Receiver, startReceiver } from './receiver.ts';

interface Options {
  readonly rounds: number;
  readonly json?: true;
  readonly disk: 'good' | 'full' | 'write-errors';
}

const program = new Command('torture')
  .description('kills a kiosk under load and compares what patients were told with what the clinic holds')
  .addOption(new Option('--rounds <n>', 'how often it is killed').argParser(wholeNumber).default(30))
  .addOption(
    new Option('--disk <state>', 'what the disk does').choices(['good', 'full', 'write-errors']).default('good'),
  )
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run torture -- --rounds 300\n  npm run torture -- --rounds 50 --disk full --json\n',
  );
const options = program.parse().opts<Options>();

const longestLifeMs = 20_000;
const place = mkdtempSync(join(tmpdir(), 'uketsuke-torture-'));
const folder = join(place, 'outbox');
const secret = randomBytes(16).toString('hex');
const told = new Map<string, string>();
const refused = new Map<string, number>();
let kills = 0;

const receiver = await startReceiver(Buffer.from(secret), 0.4);
const disk = badDisk();
try {
  report(`disk: ${disk.mechanism}`);
  for (let round = 1; round <= options.rounds; round += 1) {
    await killedRound();
    if (round % 10 === 0 || round === options.rounds) {
      report(`round ${round} of ${options.rounds}: ${kills} kills, ${told.size} told, ${receiver.held.size} received`);
    }
  }
  disk.mend();
  receiver.behave();
  const parked = await drained();
  conclude(receiver, parked);
} finally {
  receiver.close();
  disk.release();
  rmSync(place, { recursive: true, force: true });
}

function badDisk(): BadDisk {
  if (options.disk === 'full') return fullDisk(folder);
  return options.disk === 'write-errors' ? failingWrites() : goodDisk;
}

/** One life of the kiosk: some time under load, then SIGKILL. */
async function killedRound(): Promise<void> {
  const kiosk = startKiosk('load');
  const pid = await kiosk.ready;
  // A disk that fails at the wrong moment may keep it from starting; it tries again in the next round.
  if (pid === undefined) return;
  const endedEarly = await Promise.race([kiosk.ended, lifetime()]);
  // Whatever the disk does, only we end it.
  if (endedEarly) throw new Error(`the kiosk ended by itself: ${endedEarly[0]}`);
  process.kill(pid, 'SIGKILL');
  kills += 1;
  await kiosk.ended;
}

/** Some time under load; on a busy machine the first lives last until the disk was in the way at all. */
async function lifetime(): Promise<undefined> {
  const until = Date.now() + longestLifeMs;
  do await sleep(randomInt(20, 600));
  while (options.disk !== 'good' && refused.size === 0 && Date.now() < until);
}

/** The last life: nobody comes in, the receiver is well, and it ends by itself once nothing waits. */
async function drained(): Promise<number> {
  const kiosk = startKiosk('drain');
  for (let before = -1; receiver.held.size > before; ) {
    before = receiver.held.size;
    // As long as anything arrives it is only slow, not stuck.
    const ended = await Promise.race([kiosk.ended, sleep(30_000, undefined, { ref: false })]);
    report(`draining: ${receiver.held.size} of ${told.size} received`);
    if (ended) return kiosk.parked();
  }
  kiosk.child.kill('SIGKILL');
  await kiosk.ended;
  return kiosk.parked();
}

function startKiosk(task: Orders['task']) {
  const orders: Orders = {
    folder,
    keyFile: join(place, 'keys', 'outbox.key'),
    url: receiver.url,
    secret,
    task,
    maxPages: disk.maxPages,
  };
  const program = fileURLToPath(new URL(`./kiosk${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
  const [command = process.execPath, ...words] = [...disk.wrapper(), process.execPath, program, JSON.stringify(orders)];
  const child: ChildProcess = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no pipe to the kiosk');
  let parked = Number.NaN;
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<number | undefined>((resolve) => {
    lines.on('line', (line) => {
      const [word, first = '', second = ''] = line.split(' ');
      if (word === 'ready') resolve(Number(first));
      // A last line cut off by the kill was told to nobody.
      if (word === 'told' && /^[0-9a-f]{64}$/.test(second)) told.set(first, second);
      if (word === 'refused' || word === 'cannot-start') refused.set(first, (refused.get(first) ?? 0) + 1);
      if (word === 'parked') parked = Number(first);
    });
    lines.on('close', () => resolve(undefined));
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  return { child, ready, ended, parked: () => parked };
}

function conclude(clinic: Receiver, parked: number): void {
  const { disordered, ...verdict } = judge(told, clinic);
  const refusals = [...refused].map(([code, count]) => `${count} × ${code}`).join(', ') || 'none';
  if (options.disk !== 'good' && refused.size === 0) report('the disk was never in the way: more rounds are needed');
  report(
    `receiver: ${Object.entries(clinic.tricks)
      .map(([trick, count]) => `${trick} ${count}`)
      .join(', ')}`,
  );
  report(`not recorded, and said so: ${refusals}; parked: ${parked}; versions out of order: ${disordered}`);
  const summary = { rounds: options.rounds, kills, ...verdict };
  const wasTried = options.disk === 'good' || refused.size > 0;
  const good =
    wasTried && parked === 0 && disordered + verdict.lost + verdict.duplicated + verdict.altered === 0 && told.size > 0;
  process.exitCode = good ? 0 : 1;
  process.stdout.write(
    options.json
      ? `${JSON.stringify(summary)}\n`
      : `${Object.entries(summary)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}: ${good ? 'good' : 'FAILED'}\n`,
  );
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
