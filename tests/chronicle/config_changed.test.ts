import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { matchingRecords, shown } from '../../src/audit/reading.ts';
import { auditPaths, openTrailForReading } from '../../src/audit/trailStore.ts';
import { configSchema, type KioskConfig } from '../../src/config/schema.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { openChronicle } from '../../src/kiosk/chronicle.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { outboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

const usual = configSchema.parse({ eligibility: { gatewayUrl: 'https://gateway.example/?token=one-secret' } });

/** One start of a kiosk, and its end. */
async function started(dataFolder: string, config: KioskConfig): Promise<void> {
  const outbox = unwrap(openOutbox({ ...outboxPaths(dataFolder), sinks: [] }));
  const chronicle = openChronicle({
    dataFolder,
    credentialsFolder: undefined,
    settings: sampleSettings,
    config,
    start: { mode: 'trial', simulator: false },
    knowsIssuers: false,
    queueNotes: outbox.notes,
    log: pino({ level: 'silent' }),
    alerts: new Alerts(),
    now: Date.now,
  });
  await chronicle.close();
  outbox.close();
}

function changesIn(dataFolder: string) {
  const database = unwrap(openTrailForReading(auditPaths(dataFolder, undefined)));
  const records = [...matchingRecords(database, { event: 'config.changed' })].map(shown);
  database.close();
  return records.map(({ fields }) => fields);
}

test('a start with another configuration names the sections that changed, and no value of them', async () => {
  const data = join(temporaryFolder(), 'data');
  await started(data, usual);
  await started(data, usual);
  expect(changesIn(data)).toEqual([]);

  const { desk } = usual;
  await started(data, { ...usual, desk: { ...desk, port: 9_443 } });
  await started(data, { ...usual, desk: { ...desk, port: 9_443 } });
  const [first] = changesIn(data);
  expect(first).toMatchObject({ sections: ['desk'], digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(JSON.stringify(changesIn(data))).not.toContain('9443');
  expect(changesIn(data)).toHaveLength(1);
  await started(data, usual);
  expect(changesIn(data)).toHaveLength(2);
});

test('a secret in an address is no part of what is compared: nobody can try which one it was', async () => {
  const data = join(temporaryFolder(), 'data');
  await started(data, usual);
  await started(
    data,
    configSchema.parse({ eligibility: { gatewayUrl: 'https://gateway.example/?token=another-one' } }),
  );
  expect(changesIn(data)).toEqual([]);
});
