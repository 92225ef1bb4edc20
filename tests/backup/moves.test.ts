import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditPaths } from '../../src/audit/trailStore.ts';
import { notInService } from '../../src/backup/standing.ts';
import { configSchema } from '../../src/config/schema.ts';
import { takeSoleUse } from '../../src/kiosk/soleUse.ts';
import { unwrap } from '../../src/problem/result.ts';
import { temporaryTrail } from '../support/audit/auditTrails.ts';
import { type ClinicKiosk, clinicKiosk, keyOfClinicIt, newMachine, on } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

let key: Awaited<ReturnType<typeof keyOfClinicIt>>;
beforeEach(async () => {
  key = await keyOfClinicIt();
});

const backupFile = (): string => join(temporaryFolder(), 'kiosk-7.backup');

async function backedUp(kiosk: ClinicKiosk, ...more: readonly string[]): Promise<string> {
  const to = backupFile();
  const made = await on(kiosk, 'backup', 'create', '--to', to, '--recipient', key.recipient, ...more);
  expect(made).toMatchObject({ complaints: '', exitCode: 0 });
  return to;
}

const restore = (machine: Parameters<typeof on>[0], file: string, ...more: readonly string[]) =>
  on(machine, 'backup', 'restore', file, '--identity', key.file, '--json', ...more);

async function listed(machine: Parameters<typeof on>[0]) {
  return JSON.parse((await on(machine, 'queue', 'list', '--json')).out);
}

/** What a start finds: why this machine serves nobody, where that is so. */
async function hurtAtStart(dataFolder: string) {
  const config = configSchema.parse({ screen: { port: 0 }, desk: { port: 0, opsPort: 0 } });
  const own = unwrap(await takeSoleUse({ config, dataFolder, isSimulated: false }));
  await own.close();
  return own.hurt?.code;
}

describe('a kiosk moves to another machine', () => {
  test('beside the running kiosk everything goes along, and the queue opens on the new machine', async () => {
    const old = clinicKiosk();
    const file = await backedUp(old);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes('kiosk-7')).toBe(false);
    expect(await hurtOf(old)).toBeUndefined();

    const fresh = newMachine();
    const refused = await restore(fresh, file);
    expect(refused).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('U-711') });
    expect(readdirSync(join(fresh.dataFolder, '..')).toSorted()).toEqual(['etc']);

    const heard = await restore(fresh, file, '--old-kiosk-is-gone');
    expect(heard).toMatchObject({ complaints: '', exitCode: 0 });
    expect(JSON.parse(heard.out)).toMatchObject({
      kiosk: 'kiosk-7',
      generation: 1,
      newGeneration: 2,
      isRetired: false,
    });
    expect(JSON.parse(readFileSync(fresh.configFile, 'utf8')).kiosk.id).toBe('kiosk-7');
    // The same receptions under the same ids and keys: a receiver that has one already takes it for the same.
    expect(await listed(fresh)).toEqual(await listed(old));
    expect((await on(fresh, 'queue', 'show', old.waiting)).exitCode).toBe(0);
    expect(await on(fresh, 'audit', 'verify')).toMatchObject({ exitCode: 0 });
    const trail = temporaryTrail(auditPaths(fresh.dataFolder));
    expect(unwrap(trail.newest({ event: 'command.used' }, 1))[0]?.fields).toEqual({
      command: 'backup restore',
      user: 1000,
    });
  });

  test('who retires serves nobody any more, and the new machine needs nobody’s word', async () => {
    const old = clinicKiosk();
    old.stop();
    const file = await backedUp(old, '--retire');
    expect(notInService(old.dataFolder)?.code).toBe('U-710');
    expect(await hurtAtStart(old.dataFolder)).toBe('U-710');
    const fresh = newMachine();
    expect(await restore(fresh, file)).toMatchObject({ complaints: '', exitCode: 0 });
    expect(await hurtAtStart(fresh.dataFolder)).toBeUndefined();
    // And on to a third one.
    const third = newMachine();
    expect(JSON.parse((await restore(third, await backedUp({ ...old, ...fresh }, '--retire'))).out)).toMatchObject({
      generation: 2,
      newGeneration: 3,
    });
  });

  test('a machine that could not write its backup still serves', async () => {
    const old = clinicKiosk();
    old.stop();
    const words = [
      'backup',
      'create',
      '--to',
      join(temporaryFolder(), 'stick that is gone', 'kiosk.backup'),
      '--recipient',
      key.recipient,
      '--retire',
    ];
    expect(await on(old, ...words)).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('U-714') });
    expect(notInService(old.dataFolder)).toBeUndefined();
  });

  test('what lies there is never written over, and kept where it gives way', async () => {
    const file = await backedUp(clinicKiosk());
    const other = clinicKiosk();
    other.stop();
    const before = await listed(other);
    expect(await restore(other, file, '--old-kiosk-is-gone')).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('U-709'),
    });
    expect(await listed(other)).toEqual(before);
    const heard = await restore(other, file, '--old-kiosk-is-gone', '--replace');
    expect(heard.exitCode).toBe(0);
    expect(await listed(other)).not.toEqual(before);
    expect(await listed({ ...other, dataFolder: JSON.parse(heard.out).before })).toEqual(before);
  });
});

describe('a backup that is not as it was made', () => {
  test.each([
    ['with another key', 'U-708', (bytes: Buffer) => bytes, true],
    ['cut at its end', 'U-713', (bytes: Buffer) => bytes.subarray(0, -1), false],
    ['cut in the middle', 'U-713', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1), false],
    ['cut in its head', 'U-713', (bytes: Buffer) => bytes.subarray(0, 40), false],
    ['with one byte changed', 'U-713', flipped, false],
    ['of nothing', 'U-713', () => Buffer.alloc(0), false],
  ] as const)('%s is refused (%s), and nothing is touched', async (_how, number, change, isOtherKey) => {
    const file = await backedUp(clinicKiosk());
    writeFileSync(file, change(readFileSync(file)));
    const fresh = newMachine();
    const { file: otherKey } = await keyOfClinicIt();
    const identity = isOtherKey ? otherKey : key.file;
    const words = ['backup', 'restore', file, '--identity', identity, '--old-kiosk-is-gone'];
    expect(await on(fresh, ...words)).toMatchObject({ exitCode: 1, complaints: expect.stringContaining(number) });
    expect(
      existsSync(fresh.dataFolder) ? readdirSync(fresh.dataFolder).filter((n) => !n.startsWith('kiosk.lock')) : [],
    ).toEqual([]);
    expect(existsSync(fresh.configFile)).toBe(false);
  });
});

function flipped(bytes: Buffer): Buffer {
  const at = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([(bytes[at] ?? 0) ^ 1]), bytes.subarray(at + 1)]);
}

async function hurtOf({ dataFolder }: ClinicKiosk) {
  return notInService(dataFolder)?.code;
}
