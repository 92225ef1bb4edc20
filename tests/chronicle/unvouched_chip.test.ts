import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createActor } from 'xstate';
import { matchingRecords } from '../../src/audit/reading.ts';
import { auditPaths, openTrailForReading } from '../../src/audit/trailStore.ts';
import type { PlacedCard } from '../../src/card/placedCard.ts';
import { configSchema } from '../../src/config/schema.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { openChronicle } from '../../src/kiosk/chronicle.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { sampleCard, sampleFace, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** A kiosk of which everything is on record, with this card on its reader. */
function kioskWith(card: PlacedCard, knowsIssuers = true) {
  const dataFolder = join(temporaryFolder(), 'data');
  const alerts = new Alerts();
  const chronicle = openChronicle({
    dataFolder,
    credentialsFolder: undefined,
    settings: sampleSettings,
    config: configSchema.parse({}),
    start: { mode: 'trial', simulator: false },
    knowsIssuers,
    queueNotes: { all: () => ok(new Map()), write: () => ok(undefined), remove: () => ok(undefined) },
    log: pino({ level: 'silent' }),
    alerts,
    now: Date.now,
  });
  onTestFinished(() => chronicle.close());
  const actor = createActor(createKioskMachine(samplePorts(), sampleSettings), { inspect: chronicle.follow });
  actor.start();
  actor.send({ type: 'reader.ready' });
  actor.send({ type: 'card.placed', card });
  const records = () => {
    const database = unwrap(openTrailForReading(auditPaths(dataFolder, undefined)));
    const all = [...matchingRecords(database, {})].map(({ event }) => event);
    database.close();
    return all;
  };
  const standing = () => actor.getSnapshot().context.visit?.chip;
  return { actor, alerts, records, standing };
}

const genuine = { ...sampleFace.genuine, issuerSignature: 'unanchored' } as const;

test.each([
  ['an issuer nobody knows', sampleCard({ readFace: async () => ok({ ...sampleFace, genuine }) })],
  ['a key it does not hold', sampleCard({ readFace: async () => failed('U-202') })],
  ['four items with a wrong signature', sampleCard({ readFourItems: async () => failed('U-202') })],
])('a chip with %s leaves its trace at once, and stays in it when the card is taken away', async (_what, card) => {
  const { actor, alerts, records, standing } = kioskWith(card);
  await expect.poll(standing).toBe('unanchored');
  expect(alerts.now()).toEqual(['U-221']);
  expect(records()).toContain('card.unvouched');
  actor.send({ type: 'cancel' });
  actor.send({ type: 'card.removed' });
  expect(alerts.now()).toEqual(['U-221']);
  expect(records().filter((event) => event === 'card.unvouched')).toHaveLength(1);
});

test('a genuine card leaves none, nor does any where no issuer is named', async () => {
  const good = kioskWith(sampleCard());
  await expect.poll(good.standing).toBe('verified');
  const unnamed = kioskWith(sampleCard({ readFace: async () => ok({ ...sampleFace, genuine }) }), false);
  await expect.poll(unnamed.standing).toBe('unanchored');
  for (const { alerts, records } of [good, unnamed]) {
    expect(alerts.now()).toEqual([]);
    expect(records()).not.toContain('card.unvouched');
  }
});
