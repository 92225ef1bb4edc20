import type { Problem } from '../../../problem/result.ts';
import { ensurePcscd } from '../../../system/pcscd.ts';
import { loadPeople } from '../../people.ts';
import type { ReadMode } from '../identityFloor.ts';
import type { Radio } from '../radio.ts';
import { type CardCosts, openPlace, type Pass, type Path, type Place } from './place.ts';
import { type BenchRow, rowOf } from './rows.ts';

/** What is measured. */
export interface BenchPlan {
  readonly paths: readonly Path[];
  /** Cards put there for each row. */
  readonly runs: number;
  readonly costs: CardCosts;
  /** Called when every row of a path has had one card more. */
  readonly onRound: (path: Path, run: number) => void;
}

const modes = ['short', 'extended'] as const;
const rates = [106, 212, 424] as const;

/**
 * Measures in rounds, one card for each row in turn: what else the machine does for some seconds then hits all rows a
 * little and none of them altogether. A problem (U-702) says why rows through pcscd are missing. `root` is the
 * project's.
 */
export async function benchRows(root: string, plan: BenchPlan): Promise<{ rows: BenchRow[]; problem?: Problem }> {
  const rows: BenchRow[] = [];
  for (const path of plan.paths) {
    const pcscd = path === 'pcscd' ? await ensurePcscd({ log: quiet }) : undefined;
    if (pcscd && !pcscd.ok) return { rows, problem: pcscd.problem };
    try {
      rows.push(...(await benchPath(root, path, plan)));
    } finally {
      await pcscd?.value.stop();
    }
  }
  return { rows };
}

const quiet = { info: () => undefined, warn: () => undefined };

interface Lane {
  readonly place: Place;
  readonly mode: ReadMode;
  readonly radio: Radio;
  readonly passes: Pass[];
}

async function benchPath(root: string, path: Path, { runs, costs, onRound }: BenchPlan): Promise<readonly BenchRow[]> {
  const [person] = loadPeople(root);
  if (!person) throw new Error('no fixture person');
  const places: Place[] = [];
  const lanes: Lane[] = [];
  try {
    for (const mode of modes) {
      const place = await openPlace(root, path, mode, costs);
      places.push(place);
      lanes.push(...rates.map((kbps) => ({ place, mode, radio: { kbps }, passes: [] })));
    }
    for (let run = 1; run <= runs; run++) {
      for (const { place, radio, passes } of lanes) passes.push(await place.pass(person, radio));
      onRound(path, run);
    }
    return lanes.map(({ mode, radio, passes }) => rowOf(path, mode, radio, passes));
  } finally {
    for (const place of places) await place.close();
  }
}
