import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeEach, expect, test, vi } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { WorkerCalls } from '../../src/kernel/workerCalls.ts';
import { backupAtDesk } from '../../src/kiosk/backup/backupAtDesk.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Draft } from '../../src/setup/draft.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type ClinicKiosk, clinicKiosk, keyOfClinicIt, newMachine, on } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const at = Date.parse('2026-03-31T23:30:00.000Z');

let key: Awaited<ReturnType<typeof keyOfClinicIt>>;
beforeEach(async () => {
  key = await keyOfClinicIt();
});

/** The desk's backups of a kiosk that runs. @param draft what its configuration file says now */
function desk({ dataFolder, configFile }: ClinicKiosk, draft: Draft = { backup: { recipients: [key.recipient] } }) {
  const loaded = loadConfig(configFile);
  if (!loaded.ok) throw new Error('no configuration');
  const { config } = loaded;
  const place = { config, configFile, configFolder: dirname(configFile), dataFolder, credentialsFolder: undefined };
  return backupAtDesk({ ...place, root: projectRoot(), now: () => at }, { draft: () => draft });
}

const everything = ({ dataFolder, configFile }: ClinicKiosk) =>
  [dataFolder, dirname(configFile)]
    .flatMap((each) => readdirSync(each, { recursive: true, encoding: 'utf8' }))
    .toSorted();

test('what is sealed beside a running kiosk is restored by the command, and writes nothing here', async () => {
  const kiosk = clinicKiosk();
  const before = everything(kiosk);
  const made = unwrap(await desk(kiosk).seal());
  expect(made.name).toBe('kiosk-7-2026-04-01.backup');
  const bytes = await buffer(made.bytes);
  expect(everything(kiosk)).toEqual(before);
  expect(bytes.includes('kiosk-7')).toBe(false);

  const file = join(temporaryFolder(), made.name);
  writeFileSync(file, bytes);
  const fresh = newMachine();
  const heard = await on(fresh, 'backup', 'restore', file, '--identity', key.file, '--old-kiosk-is-gone', '--json');
  expect(heard).toMatchObject({ complaints: '', exitCode: 0 });
  expect(JSON.parse(heard.out)).toMatchObject({ kiosk: 'kiosk-7', newGeneration: 2, isRetired: false });
  expect((await on(fresh, 'queue', 'show', kiosk.waiting)).exitCode).toBe(0);
});

test('a key that was just written into the configuration seals the next one, and a wrong one has its number', async () => {
  const kiosk = clinicKiosk();
  expect(desk(kiosk, {}).recipients()).toEqual([]);
  expect(desk(kiosk).recipients()).toEqual([key.recipient]);
  const wrong = await desk(kiosk, { backup: { recipients: ['age1nobody'] } }).seal();
  expect(wrong).toMatchObject({ ok: false, problem: { code: 'U-708' } });
});

test('given up in the middle, its thread ends', async () => {
  const kiosk = clinicKiosk();
  // More than fits between thread and reader.
  writeFileSync(
    join(kiosk.dataFolder, 'much'),
    Buffer.from(Array.from({ length: 4 * 2 ** 20 }, () => Math.random() * 256)),
  );
  const { bytes } = unwrap(await desk(kiosk).seal());
  const ends = vi.spyOn(WorkerCalls.prototype, 'close');
  bytes.once('data', () => bytes.destroy());
  await vi.waitFor(() => expect(ends).toHaveBeenCalledOnce());
  await ends.mock.results[0]?.value;
  ends.mockRestore();
});

test('what cannot be read to its end breaks the stream: half of it is never taken for a backup', async () => {
  const kiosk = clinicKiosk();
  writeFileSync(
    join(kiosk.dataFolder, 'much'),
    Buffer.from(Array.from({ length: 4 * 2 ** 20 }, () => Math.random() * 256)),
  );
  const { bytes } = unwrap(await desk(kiosk).seal());
  rmSync(join(kiosk.dataFolder, 'outbox'), { recursive: true });
  await expect(buffer(bytes)).rejects.toThrow(/U-714/);
});

test('the key file says what it is, and opens with the command what its public key seals', async () => {
  const kiosk = clinicKiosk();
  const made = await desk(kiosk).makeKey();
  expect(made.name).toBe('kiosk-7-2026-04-01.key');
  const folder = temporaryFolder();
  writeFileSync(join(folder, made.name), made.file);
  const { bytes } = unwrap(await desk(kiosk, { backup: { recipients: [made.recipient] } }).seal());
  writeFileSync(join(folder, 'kiosk.backup'), await buffer(bytes));
  const verified = await on(
    kiosk,
    'backup',
    'verify',
    join(folder, 'kiosk.backup'),
    '--identity',
    join(folder, made.name),
  );
  expect(verified).toMatchObject({ complaints: '', exitCode: 0 });
  expect(readFileSync(join(folder, made.name), 'utf8')).toContain(made.recipient);
});
