import { Command, InvalidArgumentError, Option } from 'commander';
import type { Problem } from '../../problem/result.ts';
import { type Path, photoBytes } from '../../simulator/card/bench/place.ts';
import { benchRows } from '../../simulator/card/bench/rounds.ts';
import type { BenchRow } from '../../simulator/card/bench/rows.ts';
import { undisturbed } from '../../system/undisturbed.ts';
import { exitCodes } from '../exit.ts';
import { json, positiveInteger } from '../words.ts';
import type { SimulatorPlace } from './place.ts';

/** How close to the air a program has to come. */
const highestRatio = 1.1;

interface BenchOptions {
  readonly json?: true;
  readonly card: 'both' | 'direct' | 'pcsc';
  readonly runs: number;
  readonly readerMs: number;
  readonly rsaMs: number;
}

const pathsOf: Readonly<Record<BenchOptions['card'], readonly Path[]>> = {
  both: ['direct', 'pcscd'],
  direct: ['direct'],
  pcsc: ['pcscd'],
};

/** `card bench`: how long a whole card takes at the speed of the radio, against the least that must be on the air. */
export function cardBenchCommand(context: SimulatorPlace): Command {
  return new Command('bench')
    .description('measure reading and checking a whole virtual card against the speed of the radio')
    .option('--json', 'as JSON')
    .addOption(new Option('--card <path>', 'which way to the card').choices(['both', 'direct', 'pcsc']).default('both'))
    .option('--runs <n>', 'cards for each row', positiveInteger, 9)
    .option('--reader-ms <n>', 'what the reader takes for each command', milliseconds, 0)
    .option('--rsa-ms <n>', "the card's time for one signature", milliseconds, 0)
    .action(async (options: BenchOptions) => {
      const { card, runs, readerMs, rsaMs } = options;
      const paths = pathsOf[card];
      const onRound = (path: Path, run: number) => context.complain(`${path}: round ${run} of ${runs}\n`);
      const { rows, problem } = await undisturbed(() =>
        benchRows(context.root, { paths, runs, costs: { readerMs, rsaMs }, onRound }),
      );
      context.print(
        options.json ? json({ rows, runs, readerMs, rsaMs, photoBytes, problem }) : describe(rows, problem),
      );
      if (problem || rows.some(({ ratio }) => ratio > highestRatio)) context.exit(exitCodes.failed);
    });
}

function describe(rows: readonly BenchRow[], problem: Problem | undefined): string {
  const head = ['path', 'mode', 'kbit/s', 'ms', 'median', 'floor', 'ratio', 'APDUs', 'bytes', 'hidden'];
  const table = [head, ...rows.map(rowCells)];
  const lines = table.map((cells) => cells.map((cell, column) => cell.padStart(column < 2 ? 9 : 8)).join(' '));
  if (problem) lines.push(`${problem.code}: ${problem.detail ?? ''}`);
  return `${lines.join('\n')}\n`;
}

function rowCells(row: BenchRow): readonly string[] {
  return [
    ...[row.path, row.mode, `${row.kbps}`, row.ms.toFixed(1), row.medianMs.toFixed(1), row.floorMs.toFixed(1)],
    ...[row.ratio.toFixed(3), `${row.apdus}`, `${row.bytes}`, `${Math.round(row.hiddenShare * 100)} %`],
  ];
}

function milliseconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0)) throw new InvalidArgumentError('must be a number of milliseconds');
  return number;
}
