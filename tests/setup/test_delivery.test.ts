import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { deliverTest, testPerson } from '../../src/kiosk/setUp/testDelivery.ts';
import { faultRequestSchema } from '../../src/simulator/faults.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { silent } from '../support/system/silent.ts';

test('the test delivery is taken by a receiver that looks at everything a real one is known by', async () => {
  const { clinic, url } = await runningClinic();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'webhook.secret'), secret, { mode: 0o600 });
  const webhook = { enabled: true, url, secretFile: 'webhook.secret' };
  const config = configSchema.parse({ outbox: { sinks: { webhook } } });
  const tried = await deliverTest({ config, folder, log: silent, now: Date.now() }, AbortSignal.timeout(30_000));
  expect(tried).toEqual({ isGood: true, lines: [{ says: 'webhook: 試験の受付が届きました。' }] });
  expect(clinic.receptions().map(({ reception }) => reception)).toMatchObject([{ person: testPerson, version: 1 }]);
});

test('one that is refused by a clock of another time says that, and not the secret (U-514)', async () => {
  const yesterday = new Date(Date.now() - 86_400_000).toUTCString();
  const server = createServer((_asked, reply) => reply.writeHead(401, { date: yesterday }).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'webhook.secret'), secret, { mode: 0o600 });
  const webhook = { enabled: true, url: `http://127.0.0.1:${port}/`, secretFile: 'webhook.secret' };
  const config = configSchema.parse({ outbox: { sinks: { webhook } } });
  const tried = await deliverTest({ config, folder, log: silent, now: Date.now() }, AbortSignal.timeout(30_000));
  expect(tried).toMatchObject({ isGood: false, lines: [{ number: 'U-514' }] });
});

test('one that is not taken says so, with its number and where it was to go', async () => {
  const { faults, url } = await runningClinic();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'webhook.secret'), 'another secret than the clinic has', { mode: 0o600 });
  const webhook = { enabled: true, url, secretFile: 'webhook.secret' };
  const config = configSchema.parse({ outbox: { sinks: { webhook } } });
  const place = { config, folder, log: silent, now: Date.now() };
  const refused = await deliverTest(place, AbortSignal.timeout(30_000));
  expect(refused).toMatchObject({ isGood: false, lines: [{ number: 'U-747' }] });
  expect(refused.lines[0]?.says).toMatch(/^webhook: 届きませんでした（.+）$/);

  writeFileSync(join(folder, 'webhook.secret'), secret);
  faults.arm(faultRequestSchema.parse({ target: 'clinic', kind: 'down', count: 'until-cleared' }));
  const unreached = await deliverTest({ ...place, now: Date.now() }, AbortSignal.timeout(30_000));
  expect(unreached).toMatchObject({ isGood: false, lines: [{ number: 'U-747' }] });
});

test('a place whose secret is not there is named before anything is sent', async () => {
  const { clinic, url } = await runningClinic();
  const webhook = { enabled: true, url, secretFile: 'nowhere.secret' };
  const config = configSchema.parse({ outbox: { sinks: { webhook } } });
  const place = { config, folder: temporaryFolder(), log: silent, now: Date.now() };
  const tried = await deliverTest(place, AbortSignal.timeout(30_000));
  expect(tried.isGood).toBe(false);
  expect(tried.lines).toHaveLength(1);
  expect(tried.lines[0]?.number).toMatch(/^U-\d{3}$/);
  expect(tried.lines[0]?.says).toContain('nowhere.secret');
  expect(clinic.receptions()).toEqual([]);
});
