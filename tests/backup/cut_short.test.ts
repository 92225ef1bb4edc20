import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBackup } from '../../src/backup/create.ts';
import { isNameInBackup } from '../../src/backup/manifest.ts';
import { placesOfData } from '../../src/backup/places.ts';
import { type RestoreOptions, restoreBackup } from '../../src/backup/restore.ts';
import { beginRestore, notInService } from '../../src/backup/standing.ts';
import { unwrap } from '../../src/problem/result.ts';
import { clinicKiosk, keyOfClinicIt, newMachine } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

/** A disk that has no room at the file of this number; 0 is one with room. */
const disk = vi.hoisted(() => ({ fullAt: 0, written: 0 }));
vi.mock('../../src/storage/privateFile.ts', async (original) => {
  const real = await original<typeof import('../../src/storage/privateFile.ts')>();
  return {
    ...real,
    createPrivateFile(file: string, bytes: Uint8Array) {
      disk.written += 1;
      if (disk.written === disk.fullAt) throw new Error('ENOSPC: no space left on device');
      real.createPrivateFile(file, bytes);
    },
  };
});

let backup: string;
let keyFile: string;

beforeEach(async () => {
  const key = await keyOfClinicIt();
  keyFile = readFileSync(key.file, 'utf8');
  const { dataFolder } = clinicKiosk();
  backup = join(temporaryFolder(), 'kiosk.backup');
  const options = { dataFolder, places: placesOfData(dataFolder), to: backup, recipients: [key.recipient] };
  unwrap(await createBackup({ ...options, kiosk: 'kiosk-7', version: '0.1.0', now: Date.now(), isRetiring: false }));
});

afterEach(() => {
  disk.fullAt = 0;
});

function options(dataFolder: string, changes: Partial<RestoreOptions> = {}): RestoreOptions {
  const base = { file: backup, keyFile, dataFolder, configFolder: temporaryFolder(), now: Date.now() };
  return { ...base, isReplacing: false, isOldOneGone: true, ...changes };
}

const contents = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

test('killed midway, it serves nobody until the same command brings it to its end', async () => {
  const { dataFolder } = newMachine();
  beginRestore(dataFolder, 'any');
  // What a cut left: half of the queue.
  copyFileSync(backup, join(dataFolder, 'outbox.sqlite'));
  expect(notInService(dataFolder)?.code).toBe('U-712');
  unwrap(await restoreBackup(options(dataFolder)));
  expect(notInService(dataFolder)).toBeUndefined();
  expect(contents(dataFolder)).not.toContain('outbox.sqlite');
  expect(contents(dataFolder)).toEqual(
    expect.arrayContaining(['outbox/outbox.sqlite', 'keys/outbox.key', 'keys/audit.key']),
  );
});

test.each([1, 3])('a disk that is full at file %i leaves what was there as it was', async (at) => {
  const { dataFolder, stop } = clinicKiosk();
  stop();
  const before = contents(dataFolder).filter((name) => !/-(wal|shm)$/.test(name));
  Object.assign(disk, { written: 0, fullAt: at });
  const outcome = await restoreBackup(options(dataFolder, { isReplacing: true }));
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'U-501' } });
  expect(disk.written).toBe(at);
  expect(contents(dataFolder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(before);
  expect(notInService(dataFolder)).toBeUndefined();
});

test('a disk that is full later on leaves the configuration as it was, too', async () => {
  const key = await keyOfClinicIt();
  const { dataFolder, configFile } = clinicKiosk();
  const to = join(temporaryFolder(), 'whole.backup');
  const places = [{ name: 'config/kiosk.config.json', file: configFile }, ...placesOfData(dataFolder)];
  const made = { dataFolder, places, to, recipients: [key.recipient], kiosk: 'kiosk-7', version: '0.1.0' };
  unwrap(await createBackup({ ...made, now: Date.now(), isRetiring: false }));
  const machine = newMachine();
  const configFolder = dirname(machine.configFile);
  const restore = () =>
    restoreBackup(options(machine.dataFolder, { file: to, keyFile: readFileSync(key.file, 'utf8'), configFolder }));
  for (const there of [[], ['kiosk.config.json']]) {
    for (const name of there) writeFileSync(join(configFolder, name), '{"kiosk":{"id":"fresh"}}');
    Object.assign(disk, { written: 0, fullAt: 3 });
    expect(await restore()).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(readdirSync(configFolder)).toEqual(there);
  }
  expect(readFileSync(machine.configFile, 'utf8')).toContain('fresh');
});

test('names that lead out of the folder are in no backup', () => {
  for (const name of ['data/../x', '/etc/passwd', 'data//x', 'data', 'else/x', 'data/./x', 'backup.json', 'data/x\0']) {
    expect([name, isNameInBackup(name)]).toEqual([name, false]);
  }
  expect(isNameInBackup('data/keys/outbox.key')).toBe(true);
});
