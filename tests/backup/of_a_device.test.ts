import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../src/backup/restore.ts';
import { isBeingRestored } from '../../src/backup/standing.ts';
import { loadConfig } from '../../src/config/load.ts';
import { backupAtDesk } from '../../src/kiosk/backup/backupAtDesk.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { deviceMachine, type Machine } from '../../src/setup/machine/machine.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { clinicKiosk, keyOfClinicIt, newMachine, on } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const address = { server: 'server', path: ['受付'] };
const fixed = { address: '192.168.10.21/24', router: '192.168.10.1', names: [] };
const plan = { way: fixed, proxy: '', switchIdentity: null, outside: ['203.0.113.10'] };

/** A device's own settings, in a folder of their own. */
function device() {
  const folder = join(temporaryFolder(), 'network');
  const has = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { machine: deviceMachine(folder), folder, has };
}

/** What a device sealed at the desk, with a fixed address, a time server and a shared folder; and the key to it. */
async function sealedOnDevice() {
  const old = device();
  unwrap(old.machine.setNetwork(plan));
  unwrap(old.machine.setTimeServer('ntp.example'));
  unwrap(old.machine.setShare({ address, user: 'kiosk', password: 'uke tsuke', isSealed: true }));
  const kiosk = clinicKiosk();
  const key = await keyOfClinicIt();
  const loaded = loadConfig(kiosk.configFile);
  if (!loaded.ok) throw new Error('no configuration');
  const desk = backupAtDesk(
    {
      ...{ config: loaded.config, configFile: kiosk.configFile, configFolder: dirname(kiosk.configFile) },
      ...{ dataFolder: kiosk.dataFolder, credentialsFolder: undefined, machine: old.machine },
      ...{ root: projectRoot(), now: () => 0 },
    },
    { draft: () => ({ backup: { recipients: [key.recipient] } }) },
  );
  const { bytes, name } = unwrap(await desk.seal());
  const file = join(temporaryFolder(), name);
  writeFileSync(file, await buffer(bytes));
  return { old, file, key };
}

async function restoredOn(takeMachine?: Machine['takeOver'], fresh = newMachine()) {
  const { old, file, key } = await sealedOnDevice();
  const restored = await restoreBackup({
    ...{ file, keyFile: readFileSync(key.file, 'utf8'), dataFolder: fresh.dataFolder },
    ...{ configFolder: dirname(fresh.configFile), isReplacing: true, isOldOneGone: true, now: 0 },
    ...(takeMachine && { takeMachine }),
  });
  return { old, restored: unwrap(restored) };
}

test('a new device has the network, the clock and the shared folder of the old one, and nothing of its own', async () => {
  const fresh = device();
  // It was on its way to a network of its own, with a certificate for the switch there.
  mkdirSync(fresh.folder, { recursive: true });
  writeFileSync(join(fresh.folder, 'switch.conf'), 'identity="other"');
  const { old, restored } = await restoredOn((texts) => fresh.machine.takeOver(texts));
  expect(restored).toMatchObject({ kiosk: 'kiosk-7', machineTrouble: undefined });
  for (const name of ['10-uketsuke.network', 'outside.conf', 'timesyncd.conf', 'share.credentials', 'share.conf']) {
    expect([name, fresh.has(name)]).toEqual([name, old.has(name)]);
    expect(statSync(join(fresh.folder, name)).mode & 0o777).toBe(0o600);
  }
  expect(fresh.has('switch.conf')).toBe('');
  expect(fresh.machine.share()).toMatchObject({ user: 'kiosk' });
});

test('where it cannot be laid down the kiosk is restored all the same, and it is said', async () => {
  const { restored } = await restoredOn(() => failed('U-746', 'full'));
  expect(restored).toMatchObject({ newGeneration: 2, machineTrouble: { code: 'U-746' } });
});

test('nobody is served before it is laid down: a power cut there is one of the restore', async () => {
  const fresh = newMachine();
  const seen: unknown[] = [];
  await restoredOn(() => {
    seen.push(isBeingRestored(fresh.dataFolder));
    return ok(undefined);
  }, fresh);
  expect([seen, isBeingRestored(fresh.dataFolder)]).toEqual([[true], false]);
});

test('a name that no device lays down is left out', () => {
  const { machine, folder } = device();
  unwrap(
    machine.takeOver(
      new Map([
        ['../kiosk.service', 'ExecStart=/bin/sh'],
        ['timesyncd.conf', 'x'],
      ]),
    ),
  );
  expect(machine.laid()).toEqual([{ name: 'timesyncd.conf', file: join(folder, 'timesyncd.conf') }]);
});

test('what the old device was never told of is taken back', () => {
  const { machine, has } = device();
  unwrap(machine.setTimeServer('ntp.elsewhere.example'));
  unwrap(machine.takeOver(new Map([['outside.conf', 'IPAddressAllow=203.0.113.10\n']])));
  expect(has('timesyncd.conf')).toBe('');
});

test('a PC keeps its own, and the command says what it left out', async () => {
  const { file, key } = await sealedOnDevice();
  const heard = await on(newMachine(), 'backup', 'restore', file, '--identity', key.file, '--old-kiosk-is-gone');
  expect(heard).toMatchObject({ complaints: '', exitCode: 0 });
  expect(heard.out).toMatch(/left out +network, time server and shared folder/);
});
