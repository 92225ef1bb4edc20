import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByPin } from '../../scripts/kiosk/visits.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { mayMount } from '../support/system/smallDisk.ts';

/** Where each store lies in the data folder, and its file. */
const stores = {
  queue: 'outbox/outbox.sqlite',
  trail: 'audit/audit.sqlite',
  accounts: 'desk/desk.sqlite',
  statistics: 'numbers/numbers.sqlite',
} as const;

const damages = {
  empty: (file: string) => truncateSync(file),
  garbage: (file: string) => writeFileSync(file, Buffer.alloc(20_000, 'not a database ')),
  'cut in the middle': (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4_096) * 4_096 + 100),
  'a folder': (file: string) => {
    rmSync(file);
    mkdirSync(join(file, 'something'), { recursive: true });
  },
  'the log of another': (file: string) => {
    const other = file.endsWith('desk.sqlite') ? 'outbox/outbox.sqlite' : 'desk/desk.sqlite';
    cpSync(walOf(join(file, '..', '..', other)), `${file}-wal`);
  },
  'of a newer program': (file: string) => {
    const database = new Sqlite(file);
    database.pragma('user_version = 99');
    database.close();
  },
} as const;

/** A log that holds the whole of a database, as one has it that was just written. */
function walOf(file: string): string {
  const copy = `${file}.copy`;
  cpSync(file, copy);
  const database = new Sqlite(copy);
  database.pragma('journal_mode = WAL');
  database.exec('VACUUM');
  cpSync(`${copy}-wal`, `${copy}.log`);
  database.close();
  rmSync(copy);
  return `${copy}.log`;
}

type Store = keyof typeof stores;
type Damage = keyof typeof damages;

/** What is served, and what number is said: of what keeps it out of service, or beside. */
interface Expected {
  readonly problem: string | null;
  readonly alert?: string;
}

const served = (alert: string): Expected => ({ problem: null, alert });
const outOfService = (problem: string): Expected => ({ problem });

/** Damage is set aside and the rest served; what is whole but not for this program is left where it lies. */
const table: Readonly<Record<Store, Readonly<Record<Damage, Expected>>>> = {
  queue: {
    empty: served('U-506'),
    garbage: served('U-506'),
    'cut in the middle': served('U-506'),
    'a folder': served('U-506'),
    'the log of another': served('U-506'),
    'of a newer program': outOfService('U-501'),
  },
  trail: {
    empty: served('U-508'),
    garbage: served('U-508'),
    'cut in the middle': served('U-508'),
    'a folder': served('U-508'),
    'the log of another': served('U-508'),
    'of a newer program': outOfService('U-507'),
  },
  accounts: {
    empty: served('U-803'),
    garbage: served('U-803'),
    'cut in the middle': served('U-803'),
    'a folder': served('U-803'),
    'the log of another': served('U-803'),
    'of a newer program': outOfService('U-801'),
  },
  statistics: {
    empty: served('U-509'),
    garbage: served('U-509'),
    'cut in the middle': served('U-509'),
    'a folder': served('U-509'),
    'the log of another': served('U-509'),
    'of a newer program': served('U-509'),
  },
};

/**
 * Which stores are damaged before one start: the fewest starts in which the trail's witnesses (queue, statistics) are
 * whole while it is damaged, and damaged while it is whole; and no two that keep the kiosk out of service.
 */
const together: readonly (readonly Store[])[] = [
  ['queue', 'statistics'],
  ['trail', 'accounts'],
];
const apart: readonly (readonly Store[])[] = [['queue', 'statistics'], ['trail'], ['accounts']];

const rows = (Object.keys(damages) as Damage[]).flatMap((damage) =>
  (damage === 'of a newer program' ? apart : together).map((hurt) => {
    const expected = hurt.map((store) => table[store][damage]);
    return {
      damage,
      hurt,
      names: hurt.join(' and '),
      problem: expected.find(({ problem }) => problem !== null)?.problem ?? null,
      alerts: expected.flatMap(({ alert }) => alert ?? []),
    };
  }),
);

/** A data folder in which a kiosk has worked, to be damaged in copies. */
let worked: KioskPlace;

beforeAll(async () => {
  worked = new KioskPlace();
  const kiosk = await worked.start();
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, 'yamada-hanako');
  await kiosk.simulator.receives(1);
  patient.leave();
  await kiosk.kill('SIGTERM');
  for (const store of Object.values(stores)) {
    const database = new Sqlite(join(worked.dataFolder, store));
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  }
}, 120_000);

afterAll(() => worked.clear());

/** Another place, with a copy of that data. */
function copyOfIt(): KioskPlace {
  const place = new KioskPlace();
  onTestFinished(() => place.clear());
  cpSync(worked.dataFolder, place.dataFolder, { recursive: true });
  return place;
}

interface Health {
  readonly problem: string | null;
  readonly alerts: string;
}

async function started(place: KioskPlace): Promise<{ kiosk: KioskProcess; health: Health; metrics: string }> {
  const port = await freePort();
  const kiosk = await place.start('--ops-port', String(port));
  const health: Health = JSON.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text());
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return { kiosk, health, metrics };
}

/** Everything that was set aside, by name. */
function asideIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /damaged-/.test(name));
}

describe('a kiosk starts on a store that is damaged', () => {
  test.for(rows)('$names: $damage', { timeout: 120_000 }, async ({ damage, hurt, problem, alerts }) => {
    const place = copyOfIt();
    const files = hurt.map((store) => join(place.dataFolder, stores[store]));
    for (const file of files) {
      // What a log holds whole makes good what the file has lost.
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      damages[damage](file);
    }
    const { kiosk, health, metrics } = await started(place);
    expect(health.problem).toBe(problem);
    expect(health.alerts.split(' ')).toEqual(expect.arrayContaining(alerts));
    for (const alert of alerts) expect(metrics).toContain(`uketsuke_alerts{code="${alert}"} 1`);
    const places = new Set(asideIn(place.dataFolder).map((name) => name.split('/')[0]));
    expect(places.size).toBe(damage === 'of a newer program' ? 0 : hurt.length);
    if (damage === 'of a newer program') expect(files.filter((file) => !existsSync(file))).toEqual([]);
    if (problem !== null) expect(metrics).toContain('uketsuke_in_service 0');
    const patient = await kiosk.patient();
    await patient.sees(problem === null ? 'idle' : 'out-of-service');
    patient.leave();
    await kiosk.kill('SIGKILL');
  });

  test.for(['outbox.key', 'audit.key'])(
    'the key %s is empty: out of service under U-504, nothing is made anew',
    { timeout: 120_000 },
    async (name) => {
      const place = copyOfIt();
      const file = join(place.dataFolder, 'keys', name);
      truncateSync(file);
      const { kiosk, health } = await started(place);
      expect(health.problem).toBe('U-504');
      expect(statSync(file).size).toBe(0);
      await kiosk.kill('SIGKILL');
    },
  );

  test('a report of what was recovered that is garbage: worked through again', async () => {
    const place = copyOfIt();
    rmSync(`${join(place.dataFolder, stores.queue)}-wal`, { force: true });
    writeFileSync(join(place.dataFolder, stores.queue), 'garbage');
    const first = await started(place);
    await first.kiosk.kill('SIGKILL');
    const [report] = asideIn(place.dataFolder).filter((name) => name.endsWith('report.json'));
    const file = join(place.dataFolder, report ?? '');
    writeFileSync(file, '{"at": 5');
    const { kiosk, health } = await started(place);
    expect(health).toMatchObject({ problem: null, alerts: 'U-506' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ recovered: 0 });
    await kiosk.kill('SIGKILL');
  }, 120_000);

  test.runIf(mayMount)(
    'a disk that is read-only: out of service under U-501, on its screen and for supervisors',
    async () => {
      const place = copyOfIt();
      const moved = `${place.dataFolder}.before`;
      renameSync(place.dataFolder, moved);
      mkdirSync(place.dataFolder);
      execFileSync('mount', ['--bind', moved, place.dataFolder]);
      onTestFinished(() => void execFileSync('umount', ['--lazy', place.dataFolder]));
      execFileSync('mount', ['-o', 'remount,ro,bind', place.dataFolder]);
      const { kiosk, health } = await started(place);
      expect(health.problem).toBe('U-501');
      const patient = await kiosk.patient();
      await patient.sees('out-of-service');
      patient.leave();
      await kiosk.kill('SIGKILL');
    },
    120_000,
  );
});
