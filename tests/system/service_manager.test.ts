import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceManager } from '../../src/system/serviceManager.ts';
import { Datagrams } from '../support/system/datagrams.ts';

let systemd: Datagrams;
let runtimeFolder: string;

beforeEach(() => {
  systemd = new Datagrams();
  runtimeFolder = mkdtempSync(join(tmpdir(), 'uketsuke-runtime-'));
  process.env.NOTIFY_SOCKET = systemd.path;
});

afterEach(() => {
  delete process.env.NOTIFY_SOCKET;
  systemd.close();
  rmSync(runtimeFolder, { recursive: true, force: true });
});

const place = () => ({ notifySocket: systemd.path, watchdogMicroseconds: 90_000, runtimeFolder });

test('systemd hears that the kiosk serves, that its main thread turns, and that it ends', async () => {
  let outage = 'in service';
  const manager = await serviceManager(place());
  expect(systemd.received()).toEqual([]);
  manager.ready('http://127.0.0.1:8080/?token=t', () => outage);
  expect(systemd.received()).toEqual(['READY=1\nSTATUS=in service']);
  outage = 'out of service: U-501';
  expect(await systemd.next((message) => message.includes('U-501'))).toBe('WATCHDOG=1\nSTATUS=out of service: U-501');
  systemd.received();
  manager.stopping();
  expect(systemd.received()).toEqual(['STOPPING=1']);
});

test('a main thread that stands still is not heard of', async () => {
  const manager = await serviceManager(place());
  manager.ready('http://127.0.0.1:8080/', () => 'in service');
  await systemd.next((message) => message.startsWith('WATCHDOG=1'));
  const until = performance.now() + 300;
  while (performance.now() < until);
  expect(systemd.received().length).toBeLessThan(2);
  manager.stopping();
});

test("the screen's address is for its own group only", async () => {
  const manager = await serviceManager(place());
  manager.ready('http://127.0.0.1:8080/?token=t', () => 'in service');
  const file = join(runtimeFolder, 'screen-url');
  expect(readFileSync(file, 'utf8')).toBe('http://127.0.0.1:8080/?token=t');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  manager.stopping();
});

test('a process that a person started tells nobody', async () => {
  const manager = await serviceManager({
    notifySocket: undefined,
    watchdogMicroseconds: undefined,
    runtimeFolder: undefined,
  });
  manager.ready('http://127.0.0.1:8080/', () => 'in service');
  manager.stopping();
  expect(systemd.received()).toEqual([]);
});
