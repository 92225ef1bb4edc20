import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { deliverTest, testPerson } from '../../src/kiosk/setUp/testDelivery.ts';
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
