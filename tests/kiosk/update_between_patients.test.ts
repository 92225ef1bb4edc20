import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { configSchema } from '../../src/config/schema.ts';
import { type MachineUpdates, openUpdates } from '../../src/kiosk/updates.ts';
import { failed, ok, type Result, unwrap } from '../../src/problem/result.ts';
import type { UpdateProgress } from '../../src/update/updater.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { sampleCard, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** A device in service at `clock` of a Thursday, whose installer does what the test tells it. */
function device({ clock = '21:00', isPc = false, offered = '1.1.0', hours = [] as object[] } = {}) {
  const now = Date.parse(`2026-11-26T${clock}+09:00`);
  const folder = temporaryFolder();
  const timers = new SimulatedClock();
  const ports = samplePorts({ now: () => now });
  const actor = createActor(createKioskMachine(ports, sampleSettings), { clock: timers }).start();
  onTestFinished(() => void actor.stop());
  actor.send({ type: 'reader.ready' });
  const settings = sampleSettings;
  const screen = createPresenter({ actor, entries: ports.entries, liveFace: new LiveFace(), settings, now: () => now });
  const asked: string[] = [];
  let write = (_outcome: Result<void>): void => undefined;
  let progress = (_how: UpdateProgress): void => undefined;
  const machine: MachineUpdates = {
    running: isPc ? undefined : '1.0.0',
    permitOlder: () => ok(() => undefined),
    mounts: [[join(folder, 'media'), 1]],
    updater: {
      async inspect(source) {
        asked.push(`inspect ${source}`);
        return source.includes('bad') ? failed('U-720') : ok({ version: offered, compatible: 'uketsuke-kiosk-amd64' });
      },
      install(source, onProgress) {
        asked.push(`install ${existsSync(source) ? readFileSync(source, 'utf8') : source}`);
        progress = onProgress;
        return new Promise((resolve) => {
          write = resolve;
        });
      },
    },
  };
  const config = configSchema.parse({ updates: { hours } });
  const updates = openUpdates({ config, dataFolder: folder, now: () => now, hurt: undefined }, actor, machine);
  onTestFinished(() => updates.close());
  return {
    ...{ folder, actor, updates, screen, asked },
    isWritten: (percent: number) => progress({ percent, doing: 'Copying' }),
    ends: (outcome: Result<void>) => write(outcome),
    stands: (what: object) => expect.poll(() => updates.standing()).toMatchObject(what),
    shows: (what: object) => expect.poll(() => screen.view()).toMatchObject(what),
  };
}

const url = 'https://it.example/uketsuke.raucb';

test('whoever is being served is served, then nobody begins until it is written, and the screen says why', async () => {
  const { actor, updates, asked, shows, stands, ends, isWritten } = device();
  actor.send({ type: 'card.placed', card: sampleCard() });
  await shows({ screen: 'method' });
  expect(updates.begin({ from: url, allowOlder: false })).toEqual(ok(undefined));
  await stands({ kind: 'waiting', version: '1.1.0', for: 'patient' });
  await shows({ screen: 'method' });
  expect(asked).toEqual([`inspect ${url}`]);
  expect(updates.begin({ from: url, allowOlder: false })).toMatchObject({ problem: { code: 'U-730' } });

  actor.send({ type: 'cancel' });
  actor.send({ type: 'card.removed' });
  await stands({ kind: 'installing', percent: 0 });
  await shows({
    screen: 'out-of-service',
    code: 'U-731',
    title: { ja: 'ただいま更新しています', en: 'This kiosk is being updated' },
  });
  // Not even for who comes to mend it: the screen has to say why nobody is served.
  actor.send({ type: 'diagnostics.start' });
  await shows({ screen: 'out-of-service', actions: expect.not.arrayContaining(['diagnostics.start']) });
  actor.send({ type: 'card.placed', card: sampleCard() });
  isWritten(40);
  expect(updates.standing()).toEqual({ kind: 'installing', version: '1.1.0', percent: 40 });
  expect(updates.callOff()).toMatchObject({ problem: { code: 'U-730' } });
  await shows({ screen: 'out-of-service' });
  ends(ok(undefined));
  await stands({ kind: 'installed', version: '1.1.0' });
  // Who laid a card down meanwhile is served after.
  await shows({ screen: 'method' });
});

test('what fails gives its number, and the kiosk serves again', async () => {
  const { updates, shows, stands, ends } = device();
  updates.begin({ from: url, allowOlder: false });
  await stands({ kind: 'installing' });
  ends(failed('U-724', 'no space'));
  await stands({ kind: 'failed', problem: { code: 'U-724' } });
  await shows({ screen: 'idle' });
  updates.begin({ from: 'https://it.example/bad', allowOlder: false });
  await stands({ kind: 'failed', problem: { code: 'U-720' } });
});

test('outside the hours it waits with the kiosk in service, and can be called off', async () => {
  const hours = [{ days: ['thu'], from: '20:00', to: '24:00' }];
  const { updates, shows, stands, asked } = device({ clock: '12:00', hours });
  updates.begin({ from: url, allowOlder: false });
  await stands({ kind: 'waiting', for: 'hours' });
  await shows({ screen: 'idle' });
  expect(updates.callOff()).toEqual(ok(undefined));
  await stands({ kind: 'none' });
  expect(asked).toEqual([`inspect ${url}`]);
  const evening = device({ clock: '20:30', hours });
  evening.updates.begin({ from: url, allowOlder: false });
  await evening.stands({ kind: 'installing' });
});

test('older ones are refused until somebody allows it; a PC takes none at all', async () => {
  const { updates, stands } = device({ offered: '0.9.0' });
  updates.begin({ from: url, allowOlder: false });
  await stands({ kind: 'failed', problem: { code: 'U-721' } });
  updates.begin({ from: url, allowOlder: true });
  await stands({ kind: 'installing', version: '0.9.0' });
  const pc = device({ isPc: true });
  expect([pc.updates.isOurs, pc.updates.begin({ from: url, allowOlder: false })]).toMatchObject([
    false,
    { problem: { code: 'U-725' } },
  ]);
});

test('what comes through a browser comes in order, is installed where it lies, and does not stay', async () => {
  const { folder, updates, stands, ends, asked } = device();
  const whole = Buffer.from('signed by somebody');
  const piece = (at: number, bytes: Uint8Array) => updates.keep({ at, of: whole.length, bytes });
  expect(unwrap(await piece(0, whole.subarray(0, 6)))).toBe(6);
  expect(await piece(9, whole.subarray(9))).toMatchObject({ problem: { code: 'U-728' } });
  expect(unwrap(await piece(6, whole.subarray(6)))).toBe(whole.length);
  expect(await updates.keep({ at: 0, of: 2 ** 40, bytes: whole })).toMatchObject({ problem: { code: 'U-728' } });
  updates.begin({ from: 'arrived', allowOlder: false });
  await stands({ kind: 'installing' });
  expect(asked.at(-1)).toBe(`install ${whole}`);
  ends(ok(undefined));
  await stands({ kind: 'installed' });
  expect(existsSync(join(folder, 'update', 'arrived.raucb'))).toBe(false);
});

test('a stick with an update is seen by itself, and that it is gone', async () => {
  const { folder, updates } = device();
  const stick = join(folder, 'media', 'STICK');
  mkdirSync(stick, { recursive: true });
  writeFileSync(join(stick, 'uketsuke-1.1.0.raucb'), '');
  writeFileSync(join(stick, 'holiday.jpg'), '');
  await expect.poll(() => updates.onSticks(), { timeout: 20_000 }).toEqual([join(stick, 'uketsuke-1.1.0.raucb')]);
  rmSync(stick, { recursive: true });
  await expect.poll(() => updates.onSticks(), { timeout: 20_000 }).toEqual([]);
});
