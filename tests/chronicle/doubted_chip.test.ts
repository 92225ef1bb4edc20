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
  onTestFinished(() => void actor.stop());
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

/** A front about somebody else than the text beside it. */
const otherBirthdate = sampleFace.birthdate === '19700101' ? '19700102' : '19700101';
const unknownIssuer = sampleCard({ readFace: async () => ok({ ...sampleFace, genuine }) });
const contradicted: readonly (readonly [string, PlacedCard])[] = [
  ['a key it does not hold', sampleCard({ readFace: async () => failed('U-202') })],
  ['four items with a wrong signature', sampleCard({ readFourItems: async () => failed('U-202') })],
  ['two people on it', sampleCard({ readFace: async () => ok({ ...sampleFace, birthdate: otherBirthdate }) })],
];

const doubted = [
  ['an issuer nobody knows', unknownIssuer, true, 'unanchored', 'U-221', 'card.unvouched'],
  ...contradicted.flatMap(([what, card]) =>
    [true, false].map((knows) => [what, card, knows, 'contradicted', 'U-224', 'card.contradicted'] as const),
  ),
] as const;

test.each(doubted)(
  'a chip with %s leaves its trace at once, and stays in it when the card is taken away (%#)',
  async (_what, card, knowsIssuers, chip, problem, event) => {
    const { actor, alerts, records, standing } = kioskWith(card, knowsIssuers);
    await expect.poll(standing).toBe(chip);
    expect(alerts.now()).toEqual([problem]);
    expect(records()).toContain(event);
    actor.send({ type: 'cancel' });
    actor.send({ type: 'card.removed' });
    expect(alerts.now()).toEqual([problem]);
    expect(records().filter((each) => each.startsWith('card.un') || each.startsWith('card.contra'))).toEqual([event]);
  },
);

test('a genuine card leaves none, nor does any that nobody vouches for where no issuer is named', async () => {
  const good = kioskWith(sampleCard());
  await expect.poll(good.standing).toBe('verified');
  const unnamed = kioskWith(unknownIssuer, false);
  await expect.poll(unnamed.standing).toBe('unanchored');
  for (const { alerts, records } of [good, unnamed]) {
    expect(alerts.now()).toEqual([]);
    for (const event of ['card.unvouched', 'card.contradicted']) expect(records()).not.toContain(event);
  }
});
