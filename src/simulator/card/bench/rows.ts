import type { Problem } from '../../../problem/result.ts';
import { ensurePcscd } from '../../../system/pcscd.ts';
import { loadPeople } from '../../people.ts';
import { identityFloorMs, type ReadMode } from '../identityFloor.ts';
import type { Radio } from '../radio.ts';
import { openPlace, type Pass, type Path } from './place.ts';

/** One line of the bench. */
export interface BenchRow {
  readonly path: Path;
  readonly mode: ReadMode;
  readonly kbps: Radio['kbps'];
  /**
   * From the reader reporting the card to everything being there and checked: the fastest run, since whatever else the
   * machine does only ever adds to it.
   */
  readonly ms: number;
  readonly medianMs: number;
  /** What must be on the air for it in this mode: see `identityFloor.ts`. */
  readonly floorMs: number;
  readonly ratio: number;
  readonly apdus: number;
  /** Commands and answers, status words included. */
  readonly bytes: number;
  /** The part of `ms` during which the patient is choosing how to prove who they are. */
  readonly hiddenMs: number;
  /** The same as a share of `ms`. */
  readonly hiddenShare: number;
}

/** What is measured. */
export interface BenchPlan {
  readonly paths: readonly Path[];
  /** Cards put there for each row. */
  readonly runs: number;
  /** What reader and driver take for each command, and the card for one signature; milliseconds. */
  readonly readerMs: number;
  readonly rsaMs: number;
  /** Hears of each row as soon as it is there. */
  readonly onRow: (row: BenchRow) => void;
}

const modes = ['short', 'extended'] as const;
const rates = [106, 212, 424] as const;
export const rowsEach = modes.length * rates.length;

/** Measures row after row. A problem (U-702) says why those through pcscd are missing. `root` is the project's. */
export async function benchRows(root: string, plan: BenchPlan): Promise<{ rows: BenchRow[]; problem?: Problem }> {
  const rows: BenchRow[] = [];
  for (const path of plan.paths) {
    const problem = await (path === 'pcscd' ? withPcscd(() => benchPath(path)) : benchPath(path));
    if (problem) return { rows, problem };
  }
  return { rows };

  async function benchPath(path: Path): Promise<undefined> {
    for (const mode of modes) {
      for (const kbps of rates) {
        const row = await benchRow(root, path, mode, { kbps }, plan);
        rows.push(row);
        plan.onRow(row);
      }
    }
  }
}

async function withPcscd(work: () => Promise<undefined>): Promise<Problem | undefined> {
  const pcscd = await ensurePcscd({ log: { info: () => undefined, warn: () => undefined } });
  if (!pcscd.ok) return pcscd.problem;
  try {
    return await work();
  } finally {
    await pcscd.value.stop();
  }
}

async function benchRow(
  root: string,
  path: Path,
  mode: ReadMode,
  radio: Radio,
  { runs, readerMs, rsaMs }: BenchPlan,
): Promise<BenchRow> {
  const [person] = loadPeople(root);
  if (!person) throw new Error('no fixture person');
  const place = await openPlace(root, path, { radio, readerMs, rsaMs, extendedLength: mode === 'extended' });
  try {
    const passes: Pass[] = [];
    for (let run = 0; run < runs; run++) passes.push(await place.pass(person));
    const [last] = passes.slice(-1);
    if (!last) throw new Error('no run');
    const fastest = passes.reduce((best, pass) => (pass.ms < best.ms ? pass : best), last);
    const { ms, hiddenMs } = fastest;
    const medianMs = median(passes.map((pass) => pass.ms));
    const floorMs = identityFloorMs(last.data, mode, radio);
    return {
      ...{ path, mode, kbps: radio.kbps, ms: rounded(ms), medianMs: rounded(medianMs) },
      floorMs: rounded(floorMs),
      ratio: Math.round((ms / floorMs) * 1000) / 1000,
      apdus: last.trace.length,
      bytes: last.trace.reduce((sum, each) => sum + each.commandLength + each.responseLength, 0),
      hiddenMs: rounded(hiddenMs),
      hiddenShare: Math.round((hiddenMs / ms) * 1000) / 1000,
    };
  } finally {
    await place.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[sorted.length >> 1] ?? 0;
  const lower = sorted[(sorted.length - 1) >> 1] ?? 0;
  return (upper + lower) / 2;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
