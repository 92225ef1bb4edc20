import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Resident memory, open files and processor time of one process. */
export interface ProcessFigures {
  readonly residentBytes: number;
  readonly descriptors: number;
  /** Since it began, seconds, all its threads together. */
  readonly cpuSeconds: number;
}

/** Clock ticks a second in Linux's accounts. */
const ticksASecond = 100;

/** Linux says it of each process. */
export function figuresOf(pid: number): ProcessFigures {
  return {
    residentBytes: kibibytes(pid, 'VmRSS') * 1_024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    cpuSeconds: cpuSecondsOf(pid),
  };
}

/** Time in user and kernel, the 14th and 15th field; the second is the program's name, in brackets. */
function cpuSecondsOf(pid: number): number {
  const fields = readOr(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksASecond;
}

/** The process whose command line names `mark`, and all that it has started: a browser is a handful of them. */
export function familyOf(mark: string): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((pid) => [pid, statusOf(pid, 'PPid')]));
  const family = new Set(all.filter((pid) => commandOf(pid).includes(mark)));
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return [...family].filter((pid) => commandOf(pid) !== '');
}

/** What each store in a data folder takes of the disk, bytes: each file of the folder's top by its name, each folder whole. */
export function disksOf(dataFolder: string): Readonly<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })) {
    const file = statSync(join(dataFolder, name), { throwIfNoEntry: false });
    if (!file?.isFile()) continue;
    const store = (name.split('/')[0] ?? name).replace(/-(wal|shm|journal)$/, '');
    sizes[store] = (sizes[store] ?? 0) + file.size;
  }
  return sizes;
}

function commandOf(pid: number): string {
  return readOr(`/proc/${pid}/cmdline`);
}

function statusOf(pid: number, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readOr(`/proc/${pid}/status`))?.[1] ?? 0);
}

const kibibytes = statusOf;

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
