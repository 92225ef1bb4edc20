import { afterEach, beforeEach, expect, test } from 'vitest';
import { SerialConsole } from '../../device/prove/machine/console.ts';
import { listenAsMachine, type OtherEnd } from '../support/device/lineServer.ts';

let machine: OtherEnd;
beforeEach(async () => {
  machine = await listenAsMachine();
});
afterEach(() => machine.close());

test('words are waited for, also in pieces, and without the colours of a terminal', async () => {
  const line = await SerialConsole.connect(machine.path);
  const peer = await machine.peer;
  peer.write('[\u001b[0;32m  OK  \u001b[0m] Started kio');
  setTimeout(() => peer.write('sk.\r\nversion 1.2.3\r\n'), 20);
  const found = await line.until(/Started (\w+)\./, 5_000);
  expect(found[1]).toBe('kiosk');
  await line.until(/version 1\.2\.3/, 5_000);
  expect(line.said).toBe('[  OK  ] Started kiosk.\nversion 1.2.3\n');
  line.close();
});

test('what was said before a mark is not found after it, and the limit says what came last', async () => {
  const line = await SerialConsole.connect(machine.path);
  const peer = await machine.peer;
  peer.write('login:\n');
  await line.until(/login:/, 5_000);
  await expect(line.until(/login:/, 50, line.mark)).rejects.toThrow(/was not said; last: login:/);
});

test('a machine that goes away ends the waiting', async () => {
  const line = await SerialConsole.connect(machine.path);
  const waiting = line.until(/never/, 60_000);
  (await machine.peer).destroy();
  await expect(waiting).rejects.toThrow('was not said');
});

test('a unit that was left out to break a circle is a fault, whatever was waited for', async () => {
  const line = await SerialConsole.connect(machine.path);
  (await machine.peer).write(
    '[   20.2] systemd[1]: paths.target: Job a.path/start deleted to break ordering cycle starting with b/start\nlogin:\n',
  );
  await expect(line.until(/login:/, 5_000)).rejects.toThrow('Job a.path/start deleted to break ordering cycle');
});
