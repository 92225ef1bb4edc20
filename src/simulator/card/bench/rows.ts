import { identityFloorMs, type ReadMode } from '../identityFloor.ts';
import type { Radio } from '../radio.ts';
import type { Pass, Path } from './place.ts';

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

/** The line that these passes make; at least one. */
export function rowOf(path: Path, mode: ReadMode, radio: Radio, passes: readonly Pass[]): BenchRow {
  const [last] = passes.slice(-1);
  if (!last) throw new Error('no run');
  const { ms, hiddenMs } = passes.reduce((best, pass) => (pass.ms < best.ms ? pass : best), last);
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
