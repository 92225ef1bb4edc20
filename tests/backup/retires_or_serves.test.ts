import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createBackup } from '../../src/backup/create.ts';
import { endRetirement } from '../../src/backup/naming.ts';
import { placesOfData } from '../../src/backup/places.ts';
import { restoreBackup } from '../../src/backup/restore.ts';
import { notInService } from '../../src/backup/standing.ts';
import { unwrap } from '../../src/problem/result.ts';
import { type ClinicKiosk, clinicKiosk, keyOfClinicIt, newMachine } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { mayMount, smallDisk } from '../support/system/smallDisk.ts';

/**
 * A disk that fails at the step of this number: has no room for it, or is where the process was killed, after which
 * nothing is done any more. A step is whatever changes the stick or the machine's standing; what only reads never
 * fails. 0 is a disk that is well.
 */
const disk = vi.hoisted(() => ({
  at: 0,
  how: 'full' as 'full' | 'killed',
  steps: [] as string[],
  folders: [] as string[],
}));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    openSync: (...words: Parameters<typeof real.openSync>) => {
      if (words[1] !== 'r') takeStep('open', String(words[0]));
      return real.openSync(...words);
    },
    writeSync: (file: number, bytes: Uint8Array) => {
      takeStep('write', pathOf(file));
      return real.writeSync(file, bytes);
    },
    fsyncSync: (file: number) => {
      takeStep('flush', pathOf(file));
      return real.fsyncSync(file);
    },
    renameSync: (from: string, to: string) => {
      takeStep('rename', from);
      return real.renameSync(from, to);
    },
    rmSync: (...words: Parameters<typeof real.rmSync>) => {
      // Taking away needs no room.
      if (isDead()) throw new Error('killed');
      return real.rmSync(...words);
    },
  };
});
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...words: Parameters<typeof real.open>) => {
      takeStep('open', String(words[0]));
      const handle = await real.open(...words);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        takeStep('flush', String(words[0]));
        await sync();
      };
      return handle;
    },
  };
});

function isDead(): boolean {
  return disk.how === 'killed' && disk.at > 0 && disk.steps.length >= disk.at;
}

function pathOf(file: number): string {
  return readlinkSync(`/proc/self/fd/${file}`);
}

function takeStep(what: string, path: string): void {
  const isWatched = disk.folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  // Of the data folder only what says who serves: the rest of it is read.
  if (!isWatched || (path.includes('/data/') && !path.includes('/retired'))) return;
  if (isDead()) throw new Error('killed');
  disk.steps.push(`${what} ${path}`);
  if (disk.steps.length === disk.at)
    throw new Error(disk.how === 'full' ? 'ENOSPC: no space left on device' : 'killed');
}

/** Does it on a disk that fails at a step. Returns whether it came so far. */
async function failing<T>(how: 'full' | 'killed', at: number, work: () => Promise<T>): Promise<T> {
  Object.assign(disk, { at, how, steps: [], folders: [stick, kiosk.dataFolder] });
  try {
    return await work();
  } finally {
    disk.at = 0;
  }
}

let key: Awaited<ReturnType<typeof keyOfClinicIt>>;
let stick: string;
let to: string;
let kiosk: ClinicKiosk;
beforeEach(async () => {
  key = await keyOfClinicIt();
  kiosk = clinicKiosk();
  kiosk.stop();
  ready();
});

/** The kiosk is one that serves, and a new stick holds an older backup. */
function ready(): void {
  stick = temporaryFolder();
  to = join(stick, 'kiosk-7.backup');
  writeFileSync(join(stick, 'older.backup'), 'older');
  for (const name of readdirSync(kiosk.dataFolder).filter((each) => each.startsWith('retired'))) {
    rmSync(join(kiosk.dataFolder, name));
  }
}

function create(isRetiring: boolean) {
  const { dataFolder } = kiosk;
  const places = placesOfData(dataFolder);
  const about = { kiosk: 'kiosk-7', version: '0.1.0', now: Date.now(), isRetiring };
  return createBackup({ ...about, dataFolder, places, to, recipients: [key.recipient] });
}

/** Whether another machine would take a file of the stick without anybody's word that this one is gone. */
async function isTakenElsewhere(file: string): Promise<boolean> {
  const { dataFolder } = newMachine();
  const options = { keyFile: readFileSync(key.file, 'utf8'), configFolder: temporaryFolder(), now: Date.now() };
  const taken = await restoreBackup({ ...options, file, dataFolder, isReplacing: false, isOldOneGone: false });
  return taken.ok;
}

const onStick = (): readonly string[] => readdirSync(stick).toSorted();
const serves = (): boolean => notInService(kiosk.dataFolder) === undefined;

/** How many steps it takes where nothing fails. */
async function stepsOf(isRetiring: boolean): Promise<number> {
  unwrap(await failing('full', 0, () => create(isRetiring)));
  const count = disk.steps.length;
  ready();
  return count;
}

describe.each([false, true])('a disk that is full at any step (retiring: %s)', (isRetiring) => {
  test('is told by its number, and leaves what was there as it was', async () => {
    const steps = await stepsOf(isRetiring);
    expect(steps).toBeGreaterThan(isRetiring ? 9 : 4);
    for (let at = 1; at <= steps; at += 1) {
      const made = await failing('full', at, () => create(isRetiring));
      const seen = `step ${at} of ${steps}: ${disk.steps.at(-1)}`;
      expect([seen, readFileSync(join(stick, 'older.backup'), 'utf8')]).toEqual([seen, 'older']);
      // What only notes that it is over may be missed: the next start notes it.
      if (made.ok) expect([seen, existsSync(to), isRetiring]).toEqual([seen, true, true]);
      else if (made.problem.code === 'U-714') {
        expect([seen, onStick(), serves()]).toEqual([seen, ['older.backup'], true]);
        expect(readdirSync(kiosk.dataFolder).filter((name) => name.startsWith('retired'))).toEqual([]);
      } else {
        // The file has its name: whoever has it may serve, and this one does not.
        expect([seen, made.problem.code, existsSync(to), serves()]).toEqual([seen, 'U-732', true, false]);
      }
      if (isRetiring) {
        const again = await create(true);
        expect([seen, again.ok || existsSync(to)]).toEqual([seen, true]);
        endRetirement(kiosk.dataFolder);
        expect([seen, notInService(kiosk.dataFolder)?.code]).toEqual([seen, 'U-710']);
      }
      ready();
    }
  }, 60_000);
});

test.skipIf(!mayMount)('a stick without enough room is told, and holds nothing afterwards', async () => {
  let made = 0;
  for (let kilobytes = 4; made === 0; kilobytes += 8) {
    ready();
    stick = join(temporaryFolder(), 'stick');
    smallDisk(stick, kilobytes);
    to = join(stick, 'kiosk-7.backup');
    const outcome = await create(true);
    if (outcome.ok) made = kilobytes;
    else expect([outcome.problem.code, onStick(), serves()]).toEqual(['U-714', [], true]);
  }
  // Refused at least where there is room for a page alone.
  expect(made).toBeGreaterThan(4);
});

test('killed at any step, never do two machines serve, and never none without saying why', async () => {
  const steps = await stepsOf(true);
  const seen = new Set<string>();
  for (let at = 1; at <= steps; at += 1) {
    await failing('killed', at, () => create(true));
    const where = `step ${at} of ${steps}: ${disk.steps.at(-1)}`;
    const others = await Promise.all(
      onStick()
        .filter((name) => name !== 'older.backup')
        .map((name) => isTakenElsewhere(join(stick, name))),
    );
    expect([where, others.includes(true) && serves()]).toEqual([where, false]);
    // The machine is switched on again, with the stick in it.
    endRetirement(kiosk.dataFolder);
    const state = notInService(kiosk.dataFolder)?.code ?? 'serves';
    expect([where, state === 'U-710' ? existsSync(to) : state]).toEqual([where, state === 'U-710' ? true : 'serves']);
    seen.add(state);
    ready();
  }
  expect([...seen].toSorted()).toEqual(['U-710', 'serves']);
}, 60_000);

test('switched on without the stick it says what is missing, and the same command ends it', async () => {
  await stepsOf(true);
  const naming = disk.steps.findIndex((step) => /^rename .*\.part$/.test(step));
  await failing('killed', naming + 1, () => create(true));
  expect(notInService(kiosk.dataFolder)).toEqual({ code: 'U-732', detail: to });
  expect(onStick()).toEqual(['kiosk-7.backup.part', 'older.backup']);
  expect(await isTakenElsewhere(`${to}.part`)).toBe(false);
  const made = unwrap(await create(true));
  expect([made.isRetired, onStick()]).toEqual([true, ['kiosk-7.backup', 'older.backup']]);
  expect(notInService(kiosk.dataFolder)?.code).toBe('U-710');
  expect(await isTakenElsewhere(to)).toBe(true);
}, 60_000);

test('a machine that retired serves again once its kiosk is brought back to it', async () => {
  unwrap(await create(true));
  const options = { keyFile: readFileSync(key.file, 'utf8'), configFolder: temporaryFolder(), now: Date.now() };
  const { dataFolder } = kiosk;
  unwrap(await restoreBackup({ ...options, file: to, dataFolder, isReplacing: true, isOldOneGone: false }));
  expect(notInService(dataFolder)).toBeUndefined();
});
