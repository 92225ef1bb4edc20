import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { arrivedBackup, arrivingBackup, arrivingFolder, beginSetUpRestore } from '../../src/backup/arrivingBackup.ts';
import { createBackup } from '../../src/backup/create.ts';
import { beginRestore, generationOf, notInService } from '../../src/backup/standing.ts';
import { endCutRestore } from '../../src/cli/run/endCutRestore.ts';
import { type RestoreStart, restoreUntilOver } from '../../src/cli/run/restoreUntilOver.ts';
import { checkConfig } from '../../src/config/load.ts';
import { holdPort } from '../../src/kernel/heldPort.ts';
import type { RestoreWish } from '../../src/kiosk/setUp/bringBackup.ts';
import { unwrap } from '../../src/problem/result.ts';
import { deviceMachine, type Machine, machineOfOthers } from '../../src/setup/machine/machine.ts';
import { type ClinicKiosk, clinicKiosk, keyOfClinicIt, newMachine, on } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { box } from '../support/setup/firstRun.ts';
import { SetUpBrowser } from '../support/setup/setUpBrowser.ts';
import { readChainFile } from '../support/setup/trail.ts';

/** A backup of a kiosk that died, and its key. */
async function earlier(...more: readonly string[]) {
  const old = clinicKiosk();
  old.stop();
  const key = await keyOfClinicIt();
  const file = join(temporaryFolder(), 'kiosk-7.backup');
  const words = ['backup', 'create', '--to', file, '--recipient', key.recipient, ...more];
  expect(await on(old, ...words)).toMatchObject({ complaints: '', exitCode: 0 });
  return { old, file, bytes: readFileSync(file), key: readFileSync(key.file, 'utf8') };
}

/** Somebody before a kiosk that has just been unpacked, who has said the code. */
async function before(url: string): Promise<SetUpBrowser> {
  const browser = new SetUpBrowser(url);
  const code = /name="code" value="([^"]+)"/.exec((await browser.get('/set-up')).text)?.[1] ?? '';
  await browser.submit('/set-up', '/api/set-up/begin', { code });
  return browser;
}

const page = '/set-up/restore';
const api = '/api/set-up/restore';

/** Sends a file in two pieces, as a page does. */
async function sent(browser: SetUpBrowser, bytes: Buffer): Promise<void> {
  const half = Math.floor(bytes.length / 2);
  const piece = (at: number, part: Buffer) => browser.postBytes(page, `${api}/piece?at=${at}&of=${bytes.length}`, part);
  expect((await piece(0, bytes.subarray(0, half))).text).toContain(`"there":${half}`);
  expect((await piece(half, bytes.subarray(half))).status).toBe(200);
}

const everything = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'latin1'))
    .join('');

test('sent, shown, sworn, and then the set-up ends: the key is on no disk', async () => {
  const { bytes, key } = await earlier();
  const fresh = box();
  const run = await fresh.start();
  const browser = await before(run.screenUrl);
  expect((await browser.get('/set-up')).text).toContain('前の受付機のバックアップから始める');
  await sent(browser, bytes);
  expect(statSync(join(fresh.dataFolder, arrivingFolder, 'arrived.backup')).mode & 0o777).toBe(0o600);
  expect((await browser.get(page)).text).not.toContain('kiosk-7');
  expect((await browser.postJson(page, `${api}/verify`, { key })).status).toBe(200);
  const shown = (await browser.get(page)).text;
  expect(shown).toContain('<dd>kiosk-7</dd>');
  expect(shown).toContain('1台目');

  expect((await browser.submit(page, `${api}/begin`)).to).toBe(page);
  expect((await browser.get(page)).text).toContain('U-711');
  expect((await browser.submit(page, `${api}/begin`, { oldOneIsGone: 'on' })).text).toContain('起動しています');
  expect(await run.finished).toEqual({ practise: false, restore: { key, isOldOneGone: true, isSamePlace: false } });
  await run.close();
  expect(readChainFile(fresh.dataFolder)).toContain('set-up.restored');
  const secret = /AGE-SECRET-KEY-1\S+/.exec(key)?.[0] ?? 'none';
  expect(`${everything(fresh.dataFolder)}${fresh.log()}`).not.toContain(secret);
}, 60_000);

test('a machine that retired needs nobody’s word', async () => {
  const { bytes, key } = await earlier('--retire');
  const run = await box().start();
  const browser = await before(run.screenUrl);
  await sent(browser, bytes);
  await browser.postJson(page, `${api}/verify`, { key });
  expect((await browser.get(page)).text).toContain('交代済み');
  await browser.submit(page, `${api}/begin`);
  expect(await run.finished).toMatchObject({ restore: { isOldOneGone: false } });
});

/** A backup of a device of our own that was told of a time server, and its key. */
async function ofDevice() {
  const old = deviceMachine(join(temporaryFolder(), 'network'));
  unwrap(old.setTimeServer('ntp.example'));
  const { dataFolder, stop } = clinicKiosk();
  stop();
  const key = await keyOfClinicIt();
  const to = join(temporaryFolder(), 'device.backup');
  const places = old.laid().map(({ name, file }) => ({ name: `machine/${name}`, file }));
  const what = { to, places, dataFolder, kiosk: 'kiosk-7', version: '0.1.0', now: 0, isRetiring: false };
  unwrap(await createBackup({ ...what, recipients: [key.recipient] }));
  return { bytes: readFileSync(to), key: readFileSync(key.file, 'utf8') };
}

/** Somebody before `machine`, to whom it was brought. */
async function broughtTo(machine: Machine) {
  const { bytes, key } = await ofDevice();
  const run = await box().start({ machine });
  const browser = await before(run.screenUrl);
  await sent(browser, bytes);
  await browser.postJson(page, `${api}/verify`, { key });
  return { run, browser, shown: (await browser.get(page)).text };
}

test.each([
  ['as long as somebody leaves the tick there', { samePlace: 'on' }, true],
  ['not where somebody takes it away', {}, false],
])('a device takes over the network of the old one %s', async (_when, words, isSamePlace) => {
  const { run, browser, shown } = await broughtTo(deviceMachine(join(temporaryFolder(), 'network')));
  expect(shown).toMatch(/name="samePlace" checked/);
  await browser.submit(page, `${api}/begin`, { oldOneIsGone: 'on', ...words });
  expect(await run.finished).toMatchObject({ restore: { isSamePlace } });
});

test('a PC is not asked about its network, and keeps it whatever is sent', async () => {
  const { run, browser, shown } = await broughtTo(machineOfOthers);
  expect(shown).not.toContain('samePlace');
  await browser.submit(page, `${api}/begin`, { oldOneIsGone: 'on', samePlace: 'on' });
  expect(await run.finished).toMatchObject({ restore: { isSamePlace: false } });
});

test('another key, a file that is cut, a piece out of its place: each has its number, and nothing is begun', async () => {
  const { bytes, key } = await earlier();
  const fresh = box();
  const run = await fresh.start();
  const browser = await before(run.screenUrl);
  const other = readFileSync((await keyOfClinicIt()).file, 'utf8');
  await sent(browser, bytes);
  expect((await browser.postJson(page, `${api}/verify`, { key: other })).text).toContain('U-708');
  expect((await browser.postJson(page, `${api}/verify`, { key })).status).toBe(200);

  // What was shown is not what lies there any more.
  await sent(browser, bytes.subarray(0, -9));
  expect((await browser.get(page)).text).not.toContain('kiosk-7');
  expect((await browser.postJson(page, `${api}/verify`, { key })).text).toContain('U-713');
  expect(existsSync(join(fresh.dataFolder, arrivingFolder))).toBe(false);
  expect((await browser.postJson(page, `${api}/verify`, { key })).text).toContain('U-714');
  expect((await browser.postBytes(page, `${api}/piece?at=5&of=9`, bytes.subarray(0, 4))).text).toContain('U-714');
  expect((await browser.postBytes(page, `${api}/piece?at=0&of=${2 ** 52}`, bytes)).text).toContain('U-714');
  expect((await browser.submit(page, `${api}/begin`, { oldOneIsGone: 'on' })).to).toBe(page);

  const stranger = new SetUpBrowser(run.deskUrl);
  expect((await stranger.get(page)).to).toBe('/set-up');
  for (const act of ['begin', 'forget', 'verify']) {
    expect([act, (await stranger.submit('/set-up', `${api}/${act}`, { key })).status]).not.toEqual([act, 200]);
  }
});

/** What runs once the set-up is closed. */
async function restoring(
  machine: Pick<ClinicKiosk, 'dataFolder' | 'configFile'>,
  restore: RestoreWish,
  options: RestoreStart['options'] = { set: [] },
) {
  const hold = async () => {
    const held = await holdPort('127.0.0.1', 0);
    onTestFinished(() => held.close());
    return held;
  };
  const made = checkConfig('{}');
  if (!made.ok) throw new Error('the defaults are a configuration');
  const start: RestoreStart = {
    goesOn: { config: made.config, as: 'restore', restore },
    options,
    dataFolder: machine.dataFolder,
    ports: { screen: await hold(), desk: await hold(), ops: await hold() },
    simulatorPort: undefined,
    logHealth: { log: pino({ level: 'silent' }) },
    context: { configFile: () => machine.configFile, credentialsFolder: undefined, user: 7, now: Date.now },
  };
  return restoreUntilOver(start);
}

/** A machine that is being set up, with a backup that has come. */
async function arrived(bytes: Buffer) {
  const machine = newMachine();
  mkdirSync(join(machine.dataFolder, 'desk'), { recursive: true });
  writeFileSync(join(machine.dataFolder, 'desk', 'note'), 'of the set-up');
  writeFileSync(machine.configFile, '{"kiosk":{"id":"fresh"}}');
  unwrap(await arrivingBackup(machine.dataFolder).take({ at: 0, of: bytes.length, bytes }));
  return machine;
}

describe('once everything of the set-up is closed', () => {
  test('the kiosk that starts is that one, a generation on, and nothing that came is left', async () => {
    const { old, bytes, key } = await earlier();
    const machine = await arrived(bytes);
    const ended = await restoring(machine, { key, isOldOneGone: true, isSamePlace: false });
    expect(ended).toMatchObject({
      kind: 'again',
      // Where it lets no kiosk start, the set-up is back, and where it was.
      next: { as: 'kiosk', config: { kiosk: { id: 'kiosk-7' } }, setUpHost: '127.0.0.1' },
    });
    expect(generationOf(machine.dataFolder)).toBe(2);
    expect((await on(machine, 'queue', 'show', old.waiting)).exitCode).toBe(0);
    expect(readChainFile(machine.dataFolder)).toContain('command.used');
    expect(existsSync(join(machine.dataFolder, arrivingFolder))).toBe(false);
  });

  test('the machine has what the old one was told of its network, where that is wanted', async () => {
    const { bytes, key } = await ofDevice();
    for (const isSamePlace of [true, false]) {
      const machine = await arrived(bytes);
      const networkFolder = join(temporaryFolder(), 'network');
      await restoring(machine, { key, isOldOneGone: true, isSamePlace }, { set: [], networkFolder });
      expect(existsSync(join(networkFolder, 'timesyncd.conf'))).toBe(isSamePlace);
    }
  });

  test('what fails brings the set-up back with its number, and everything is as it was', async () => {
    const { bytes, key } = await earlier();
    const machine = await arrived(bytes);
    truncateSync(arrivedBackup(machine.dataFolder), bytes.length - 9);
    const ended = await restoring(machine, { key, isOldOneGone: true, isSamePlace: false });
    expect(ended).toMatchObject({ kind: 'again', next: { as: 'set-up', trouble: { code: 'U-713' } } });
    expect(readdirSync(machine.dataFolder, { recursive: true }).toSorted()).toEqual(['desk', 'desk/note']);
    expect(readFileSync(machine.configFile, 'utf8')).toContain('fresh');
  });

  test('after a power cut the next start begins the set-up anew, and nothing of the half is used', async () => {
    const { bytes } = await earlier();
    const machine = await arrived(bytes);
    const context = { configFile: () => machine.configFile, now: () => 5 };
    beginSetUpRestore(machine.dataFolder);
    beginRestore(machine.dataFolder, 'any');
    expect(endCutRestore(machine.dataFolder, context)).toBe(true);
    expect(notInService(machine.dataFolder)).toBeUndefined();
    for (const gone of ['desk', arrivingFolder]) expect(existsSync(join(machine.dataFolder, gone))).toBe(false);
    expect(readdirSync(dirname(machine.configFile))).toEqual(['kiosk.config.json.cut-restore-5']);
    expect(endCutRestore(machine.dataFolder, context)).toBe(false);
  });

  test('what was sent and never begun is taken away at the next start, and nothing else', async () => {
    const machine = await arrived(Buffer.from('a backup'));
    expect(endCutRestore(machine.dataFolder, { configFile: () => machine.configFile, now: () => 5 })).toBe(false);
    expect(existsSync(join(machine.dataFolder, arrivingFolder))).toBe(false);
    expect(existsSync(join(machine.dataFolder, 'desk', 'note'))).toBe(true);
    expect(existsSync(machine.configFile)).toBe(true);
  });
});
