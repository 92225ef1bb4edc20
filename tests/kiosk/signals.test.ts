import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { projectRoot } from '../../src/system/paths.ts';

const place = new KioskPlace();
afterAll(() => place.clear());

test('whoever rotates the log or reads no more is no reason to end; asked twice, it ends in order', async () => {
  const kiosk = await place.start();
  const log = join(place.dataFolder, 'log', 'kiosk.log');
  for (const signal of ['SIGUSR1', 'SIGUSR2', 'SIGHUP', 'SIGPIPE'] as const) {
    renameSync(log, `${log}-${signal}`);
    process.kill(kiosk.pid, signal);
    // Each card that comes and goes leaves a line.
    const isWritten = async () => {
      await kiosk.simulator.insertCard('yamada-hanako');
      await kiosk.simulator.removeCard();
      return existsSync(log);
    };
    await expect.poll(isWritten, { timeout: 60_000, interval: 500 }).toBe(true);
  }
  // Node says so where it opens its debugger.
  expect(kiosk.complaints()).not.toMatch(/debugger/i);
  kiosk.hangUp();
  process.kill(kiosk.pid, 'SIGQUIT');
  process.kill(kiosk.pid, 'SIGTERM');
  process.kill(kiosk.pid, 'SIGTERM');
  expect(await kiosk.kill('SIGINT')).toBe(0);
  expect(kiosk.log()).toContain('"msg":"stopped"');
  expect(kiosk.log()).not.toContain('did not close cleanly');
}, 120_000);

test('a command whose reader went away ends without a word about it', async () => {
  const program = join(projectRoot(), 'scripts', 'uketsuke');
  const child = spawn(program, ['config', 'schema'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const [code] = await once(child, 'close');
  expect([code, complaints]).toEqual([0, '']);
}, 60_000);
