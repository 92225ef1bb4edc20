// npm run bench:queue: durable enqueue beside a bare insert and published queues at the same durability, at several
// sizes; drain to a local receiver; memory. With --docs the figures and the plot in docs are made anew.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../../src/system/paths.ts';
import {
  bareBytes,
  bareInsert,
  bareSealed,
  type Contender,
  installPublished,
  liteque,
  ourOutbox,
  plainjob,
} from './queue/contenders.ts';
import { measureDrain } from './queue/drain.ts';
import { plot } from './queue/plot.ts';
import { sampleReception } from './queue/sampleReception.ts';

interface Options {
  readonly sizes: string;
  readonly rounds: string;
  readonly folder: string;
  readonly json?: true;
  readonly docs?: true;
}

const options = new Command('bench-queue')
  .description('durable enqueue, drain and memory of the queue beside its peers')
  .option('--sizes <list>', 'how many receptions wait already', '1000,100000,1000000')
  .option('--rounds <n>', 'rounds of 200 enqueues each, taken in turns', '15')
  .option('--folder <dir>', 'where the databases are made: the disk that is measured', tmpdir())
  .option('--json', 'the last line as JSON')
  .option('--docs', 'write docs/measured/queue.svg and the table in docs/measured/queue.md')
  .addHelpText('after', '\nExamples:\n  npm run bench:queue\n  npm run bench:queue -- --sizes 1000 --rounds 5 --json\n')
  .parse()
  .opts<Options>();

const perRound = 200;
const root = projectRoot();
const cache = join(root, '.cache', 'bench-queue');
const sizes = options.sizes.split(',').map(Number);
const place = mkdtempSync(join(options.folder, 'uketsuke-bench-'));

try {
  await main();
} finally {
  rmSync(place, { recursive: true, force: true });
}

async function main(): Promise<void> {
  report('installing the published queues');
  installPublished(cache, root);
  const bytes = Buffer.byteLength(JSON.stringify(sampleReception()));
  const contenders = [
    ourOutbox(join(place, 'outbox')),
    bareSealed(place),
    bareInsert(place),
    bareBytes(place, bytes),
    await plainjob(place, cache),
    await liteque(place, cache),
  ];
  const medians: number[][] = contenders.map(() => []);
  const memory: number[] = [];
  let waiting = 0;
  for (const size of sizes) {
    for (const each of contenders) await fill(each, size - waiting);
    const rates = await takeTurns(contenders, Number(options.rounds));
    for (const [at, rate] of rates.entries()) medians[at]?.push(median(rate));
    memory.push(Math.round(process.memoryUsage.rss() / 1024 / 1024));
    waiting = size + Number(options.rounds) * perRound;
    report(`${size}: ${contenders.map(({ name }, at) => `${name} ${medians[at]?.at(-1)?.toFixed(0)}/s`).join(', ')}`);
  }
  for (const each of contenders) each.close();
  const drain = [
    await measureDrain(join(place, 'drain-1', 'outbox'), 5_000, 1),
    await measureDrain(join(place, 'drain-4', 'outbox'), 5_000, 4),
  ];
  const drainMemory = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  conclude({ bytes, names: contenders.map(({ name }) => name), medians, memory, drain, drainMemory });
}

/** Up to `count` more receptions wait; how fast they came does not matter. */
async function fill(contender: Contender, count: number): Promise<void> {
  report(`${contender.name}: filling with ${count}`);
  contender.durable(false);
  for (let each = 0; each < count; each += 1) await contender.enqueue(sampleReception());
  contender.durable(true);
}

/** Everybody in each round, in another order: what else the machine does meets all of them. Enqueues a second. */
async function takeTurns(contenders: readonly Contender[], rounds: number): Promise<readonly (readonly number[])[]> {
  const rates: number[][] = contenders.map(() => []);
  for (let round = 0; round < rounds + 1; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const at = (turn + round) % contenders.length;
      const receptions = Array.from({ length: perRound }, sampleReception);
      const started = performance.now();
      for (const reception of receptions) {
        const done = contenders[at]?.enqueue(reception);
        if (done instanceof Promise) await done;
      }
      // The first round only warms up.
      if (round > 0) rates[at]?.push(perRound / ((performance.now() - started) / 1_000));
    }
  }
  return rates;
}

interface Figures {
  readonly bytes: number;
  readonly names: readonly string[];
  readonly medians: readonly (readonly number[])[];
  readonly memory: readonly number[];
  readonly drain: readonly { readonly receptions: number; readonly parallel: number; readonly perSecond: number }[];
  readonly drainMemory: number;
}

function conclude(figures: Figures): void {
  const { names, medians, memory, drain, drainMemory, bytes } = figures;
  const rounded = (value: number): string => Math.round(value).toLocaleString('en');
  const ours = medians[0] ?? [];
  const rows = names.map((name, at) => {
    const cells = (medians[at] ?? []).map(
      (value, size) => `${rounded(value)} (${((ours[size] ?? 0) / value).toFixed(2)})`,
    );
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const table = [
    `| enqueues/s, median (Uketsuke ÷ it) | ${sizes.map((size) => `${size.toLocaleString('en')} waiting`).join(' | ')} |`,
    `|---|${sizes.map(() => '---:|').join('')}`,
    ...rows,
    '',
    `One reception is ${bytes} bytes of JSON. Memory of the process with all five databases open: ${memory.map((each) => `${each} MB`).join(', ')}.`,
    '',
    ...drain.map(
      (each) =>
        `Drain of ${rounded(each.receptions)} to a local receiver over HTTP, ${each.parallel} at a time: ${rounded(each.perSecond)}/s.`,
    ),
    `Memory after it: ${drainMemory} MB.`,
  ].join('\n');
  process.stdout.write(`${table}\n`);
  if (options.docs)
    writeDocs(
      table,
      plot(
        sizes,
        names.map((name, at) => ({ name, values: medians[at] ?? [] })),
      ),
    );
  if (options.json) {
    const enqueue = Object.fromEntries(names.map((name, at) => [name, (medians[at] ?? []).map(Math.round)]));
    process.stdout.write(`${JSON.stringify({ sizes, bytes, enqueue, drain, memory, drainMemory })}\n`);
  }
}

function writeDocs(table: string, picture: string): void {
  writeFileSync(join(root, 'docs', 'measured', 'queue.svg'), picture);
  const page = join(root, 'docs', 'measured', 'queue.md');
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(/<!-- figures -->/);
  writeFileSync(page, `${before}<!-- figures -->\n\n${table}\n\n<!-- figures -->${after}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
