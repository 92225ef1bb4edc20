import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { type AuditEvent, auditCatalogue } from '../../src/audit/catalogue.ts';
import type { PlacedCard } from '../../src/card/placedCard.ts';
import { auditedIn } from '../../src/chronicle/auditedSteps.ts';
import { everyStep } from '../../src/chronicle/visitStep.ts';
import { VisitSummaries } from '../../src/chronicle/visitSummaries.ts';
import { failed, ok } from '../../src/problem/result.ts';
import { type VisitSummary, visitSummarySchema } from '../../src/statistics/visitSummary.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import type { VisitPorts } from '../../src/visit/ports.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import {
  sampleAnswer,
  sampleCard,
  sampleGateway,
  sampleIdentity,
  samplePorts,
  sampleSettings,
} from '../support/visit/visitSamples.ts';

const staff = 's-1';
const subject = `k-${'a'.repeat(32)}`;

/** A kiosk whose every step is told; time goes on by one second with each of them. */
function told(overrides: Partial<VisitPorts> = {}, card: PlacedCard | null = sampleCard()) {
  const events: AuditEvent[] = [];
  const summaries: VisitSummary[] = [];
  let now = Date.UTC(2026, 10, 22);
  const entries = createDigitEntries(() => [ofAnEra]);
  const summary = new VisitSummaries(sampleSettings, () => now);
  const ports = samplePorts({ entries, passcodes: { check: async () => ({ kind: 'staff', staff }) }, ...overrides });
  const actor = createActor(createKioskMachine(ports, sampleSettings), {
    inspect: everyStep((step) => {
      now += 1_000;
      events.push(...auditedIn(step, () => subject));
      const ended = summary.after(step);
      if (ended) summaries.push(ended);
    }),
  });
  actor.start();
  actor.send({ type: 'reader.ready' });
  if (card) actor.send({ type: 'card.placed', card });
  return {
    actor,
    events,
    summaries,
    types: () => events.map(({ type }) => type),
    reaches: (screen: string) =>
      expect.poll(() => JSON.stringify(Object.values(actor.getSnapshot().getMeta()))).toContain(`"${screen}"`),
    typesPin() {
      for (const digit of [1, 2, 3, 4]) entries.pin.type(digit);
      actor.send({ type: 'pin.submit' });
    },
  };
}

/** Every record follows the catalogue, and none holds what a person could be known by. */
function expectNobodyIn(events: readonly AuditEvent[]): void {
  for (const { type, ...fields } of events) auditCatalogue[type].fields.parse(fields);
  expect(JSON.stringify(events)).not.toMatch(/見本|0a1b2c|19800101|ひいらぎ/);
}

describe('what is told of a visit', () => {
  test('by PIN, with everything shared', async () => {
    const kiosk = told();
    await kiosk.reaches('method');
    kiosk.actor.send({ type: 'method.pin' });
    kiosk.typesPin();
    await kiosk.reaches('consent');
    kiosk.actor.send({ type: 'consent.all' });
    await kiosk.reaches('done');
    kiosk.actor.send({ type: 'done.ok' });
    expect(kiosk.types()).toEqual([
      'service.in',
      'visit.begun',
      'identity.proven',
      'consent.given',
      'subsidy.answered',
      'reception.recorded',
      'visit.ended',
    ]);
    const [, begun, proven, consent, , recorded, ended] = kiosk.events;
    expect(begun).toMatchObject({ token: 'card' });
    expect(proven).toMatchObject({ method: 'pin', subject });
    expect(consent).toMatchObject({ agreed: ['medication', 'checkup'], refused: [] });
    expect(recorded).toMatchObject({ version: 1, provisional: false });
    expect(ended).toMatchObject({ outcome: 'done' });
    expectNobodyIn(kiosk.events);

    const [summary] = kiosk.summaries;
    expect(visitSummarySchema.parse(summary)).toMatchObject({
      outcome: 'done',
      method: 'pin',
      token: 'card',
      subsidies: 'no-data',
      faceAttempts: 0,
      confirmation: 'card',
    });
    // One second a step: nothing of the visit's time is lost or counted twice.
    const steps = Object.values(summary?.secondsByStep ?? {}).reduce((sum, seconds) => sum + seconds, 0);
    expect(steps).toBeGreaterThan(4);
    expect(Object.keys(summary?.secondsByStep ?? {})).toEqual(['card', 'identity', 'consent', 'check']);
  });

  test('with a wrong PIN, then cancelled', async () => {
    const card = sampleCard({ provePossession: async () => ok({ kind: 'wrong', triesLeft: 2 }) });
    const kiosk = told({}, card);
    await kiosk.reaches('method');
    kiosk.actor.send({ type: 'method.pin' });
    kiosk.typesPin();
    await expect.poll(kiosk.types).toContain('identity.failed');
    expect(kiosk.events.at(-1)).toMatchObject({ method: 'pin', triesLeft: 2 });
    kiosk.actor.send({ type: 'cancel' });
    expect(kiosk.events.at(-1)).toMatchObject({ type: 'visit.ended', outcome: 'cancelled' });
    expectNobodyIn(kiosk.events);
    expect(kiosk.summaries).toMatchObject([{ outcome: 'cancelled', confirmation: 'none' }]);
  });

  test('with two misses of the face', async () => {
    const ports = samplePorts();
    const kiosk = told({ face: { ...ports.face, attempt: async () => ok({ kind: 'no-match' }) } });
    await kiosk.reaches('method');
    kiosk.actor.send({ type: 'method.face' });
    await expect.poll(() => kiosk.types().filter((type) => type === 'identity.failed')).toHaveLength(1);
    kiosk.actor.send({ type: 'face.retry' });
    await expect.poll(() => kiosk.types().filter((type) => type === 'identity.failed')).toHaveLength(2);
    kiosk.actor.send({ type: 'card.removed' });
    expect(kiosk.summaries).toMatchObject([{ outcome: 'problem', problem: 'U-103', faceAttempts: 2 }]);
    expectNobodyIn(kiosk.events);
  });

  test('seen by staff, who enter what the patient says', async () => {
    const kiosk = told({}, sampleCard({ identify: async () => ok({ ...sampleIdentity, pinTriesLeft: 0 }) }));
    await kiosk.reaches('method');
    await expect.poll(() => kiosk.actor.getSnapshot().context.visit?.chip).toBe('verified');
    kiosk.actor.send({ type: 'method.staff' });
    kiosk.actor.send({ type: 'visual.approved', staff, reason: 'injury', oral: true });
    await kiosk.reaches('consent');
    kiosk.actor.send({ type: 'consent.none' });
    await kiosk.reaches('done');
    kiosk.actor.send({ type: 'done.ok' });
    expect(kiosk.types()).toEqual(
      expect.arrayContaining(['visual.asked', 'visual.approved', 'identity.proven', 'consent.given']),
    );
    expect(kiosk.events.find(({ type }) => type === 'consent.given')).toMatchObject({ staff, agreed: [] });
    expect(kiosk.summaries).toMatchObject([{ method: 'visual' }]);
    expectNobodyIn(kiosk.events);
  });

  test('whose answer is about somebody else', async () => {
    const eligibility = sampleGateway({ ask: async () => ok({ ...sampleAnswer, name: '余所野　花子' }) });
    const kiosk = told({ eligibility });
    await kiosk.reaches('method');
    kiosk.actor.send({ type: 'method.pin' });
    kiosk.typesPin();
    await kiosk.reaches('consent');
    kiosk.actor.send({ type: 'consent.none' });
    await expect.poll(kiosk.types).toContain('visit.ended');
    expect(kiosk.types()).toContain('eligibility.link-mismatch');
    expect(kiosk.events.at(-1)).toMatchObject({ outcome: 'problem', problem: 'U-405' });
    expect(JSON.stringify(kiosk.events)).not.toContain('余所野');
    expectNobodyIn(kiosk.events);
  });

  test('while nobody can be asked about the insurance', async () => {
    const kiosk = told({ eligibility: sampleGateway({ ask: async () => failed('U-402') }) });
    await kiosk.reaches('method');
    kiosk.actor.send({ type: 'method.pin' });
    kiosk.typesPin();
    await kiosk.reaches('consent');
    kiosk.actor.send({ type: 'consent.all' });
    await kiosk.reaches('done');
    kiosk.actor.send({ type: 'done.ok' });
    expect(kiosk.events.find(({ type }) => type === 'reception.recorded')).toMatchObject({ provisional: true });
    expect(kiosk.summaries).toMatchObject([{ outcome: 'provisional', subsidies: 'could-not-ask' }]);
  });

  test('with a phone, given up before saying which kind: nothing is made up about it', () => {
    const kiosk = told({}, null);
    kiosk.actor.send({ type: 'phone.start' });
    kiosk.actor.send({ type: 'cancel' });
    expect(kiosk.events.slice(1)).toMatchObject([
      { type: 'visit.begun', token: 'phone' },
      { type: 'visit.ended', outcome: 'cancelled' },
    ]);
    expect(kiosk.summaries).toMatchObject([{ token: 'phone' }]);
    expectNobodyIn(kiosk.events);
  });

  test('and of the reader that went away', () => {
    const kiosk = told();
    kiosk.actor.send({ type: 'reader.lost', problem: { code: 'U-104' } });
    kiosk.actor.send({ type: 'reader.ready' });
    expect(kiosk.types().filter((type) => type.startsWith('service.'))).toEqual([
      'service.in',
      'service.out',
      'service.in',
    ]);
  });
});
