import { expect, onTestFinished, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { second } from '../../src/kernel/durations.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { kioskAtDesk } from '../../src/kiosk/atDesk.ts';
import { failed } from '../../src/problem/result.ts';
import type { ViewFor } from '../../src/screen/app/screens/viewFor.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import type { VisitPorts } from '../../src/visit/ports.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { temporaryOutbox } from '../support/outbox/queue.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { sampleCard, sampleGateway, sampleNow, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** A kiosk, its desk, and a clock that the test moves. */
async function freeKiosk(overrides: Partial<VisitPorts> = {}) {
  const ports = samplePorts({ entries: createDigitEntries(() => [ofAnEra]), ...overrides });
  const clock = new SimulatedClock();
  const actor = createActor(createKioskMachine(ports, sampleSettings), { clock });
  onTestFinished(() => void actor.stop());
  const { entries } = ports;
  const desk = kioskAtDesk({ actor, numberB: entries.numberB, alerts: new Alerts(), now: Date.now });
  const screen = createPresenter({
    actor,
    entries,
    liveFace: new LiveFace(),
    settings: sampleSettings,
    now: () => ports.now(),
  });
  actor.start();
  actor.send({ type: 'reader.ready' });
  const kiosk = {
    actor,
    clock,
    desk,
    screen,
    sees: (what: object) => expect.poll(() => screen.view()).toMatchObject(what),
    lift: () => actor.send({ type: 'card.removed' }),
    async placesCard() {
      actor.send({ type: 'card.placed', card: sampleCard() });
      await kiosk.sees({ screen: 'method' });
    },
    async checksIn() {
      await kiosk.placesCard();
      screen.press('method.pin');
      for (const digit of '1234') screen.press(`pin.digit.${digit}`);
      screen.press('pin.submit');
      await kiosk.sees({ screen: 'consent' });
      screen.press('consent.all');
      await kiosk.sees({ screen: 'done' });
    },
  };
  await kiosk.sees({ screen: 'idle' });
  return kiosk;
}

test('受付完了 and the next step stay until the card is gone, and nothing of the patient with them', async () => {
  const kiosk = await freeKiosk();
  await kiosk.checksIn();
  const { next } = kiosk.screen.view() as { next?: object };
  expect(kiosk.actor.getSnapshot().context.visit).toBeNull();
  kiosk.clock.increment(10 * 60 * second);
  await kiosk.sees({ screen: 'done', outcome: 'confirmed', next, card: 'forgotten' });
  kiosk.screen.press('done.ok');
  await kiosk.sees({ screen: 'take-card', after: 'done', next });
  kiosk.lift();
  await kiosk.sees({ screen: 'idle' });
});

test('who came earlier today reads so, with or without the line, and nothing else about it', async () => {
  const outbox = temporaryOutbox({ now: () => sampleNow });
  for (const isLineDown of [false, true, true]) {
    const down = async () => failed('U-402');
    const eligibility = sampleGateway(isLineDown ? { ask: down } : {});
    const kiosk = await freeKiosk({ receptions: outbox, eligibility });
    await kiosk.checksIn();
    const { outcome, reminders } = kiosk.screen.view() as ViewFor<'done'>;
    expect([outcome, reminders]).toEqual(
      isLineDown ? ['provisional', [{ kind: 'again' }]] : ['confirmed', [{ kind: 'own-data' }]],
    );
  }
});

test('whoever takes the card first still has time to read, and more by asking for it', async () => {
  const kiosk = await freeKiosk();
  await kiosk.checksIn();
  kiosk.lift();
  kiosk.clock.increment(7 * second);
  await kiosk.sees({ screen: 'done', card: 'gone' });
  expect(kiosk.screen.press('more-time')).toBe(true);
  kiosk.clock.increment(7 * second);
  await kiosk.sees({ screen: 'done' });
  kiosk.clock.increment(1 * second);
  await kiosk.sees({ screen: 'idle' });
});

test('given up, it says that nothing was accepted', async () => {
  const kiosk = await freeKiosk();
  await kiosk.placesCard();
  kiosk.screen.press('cancel');
  await kiosk.sees({ screen: 'take-card', after: 'cancelled', next: null, card: 'there' });
});

test('a card that nobody takes is forgotten after fifteen seconds, on the screen and at the desk', async () => {
  const kiosk = await freeKiosk();
  await kiosk.placesCard();
  kiosk.screen.press('cancel');
  kiosk.clock.increment(14 * second);
  expect(kiosk.desk.now().needs).toBeNull();
  kiosk.clock.increment(1 * second);
  await kiosk.sees({ screen: 'take-card', card: 'forgotten' });
  expect(kiosk.desk.now().needs).toBe('card-left');
  kiosk.lift();
  expect(kiosk.desk.now().needs).toBeNull();
});

test('one press on a problem rings the desk with its number, also once the kiosk is free again', async () => {
  const kiosk = await freeKiosk();
  await kiosk.placesCard();
  kiosk.lift();
  await kiosk.sees({ screen: 'problem', code: 'U-103', close: 'again', help: 'offered' });
  expect(kiosk.desk.now()).toMatchObject({ needs: 'again', problem: 'U-103' });
  expect(kiosk.screen.press('help')).toBe(true);
  expect(kiosk.desk.now()).toMatchObject({ needs: 'help', problem: 'U-103' });
  kiosk.screen.press('cancel');
  await kiosk.sees({ screen: 'idle', help: 'called' });
  expect(kiosk.desk.now()).toMatchObject({ needs: 'help', problem: 'U-103' });
  // The next patient is not the one who called.
  await kiosk.placesCard();
  await kiosk.sees({ help: 'offered' });
});

test('called on a free kiosk, staff are on their way to whoever then lays a card down, until they answer', async () => {
  const kiosk = await freeKiosk();
  kiosk.screen.press('help');
  await kiosk.placesCard();
  await kiosk.sees({ screen: 'method', help: 'called' });
  expect(kiosk.desk.answerHelp(kiosk.desk.now().visit)).toMatchObject({ ok: true });
  await kiosk.sees({ help: 'offered' });
});

test('out of service the desk is rung all the same', async () => {
  const kiosk = await freeKiosk();
  kiosk.actor.send({ type: 'reader.lost', problem: { code: 'U-104' } });
  await kiosk.sees({ screen: 'out-of-service', help: 'offered' });
  kiosk.screen.press('help');
  expect(kiosk.desk.now()).toMatchObject({ needs: 'help', problem: 'U-104' });
});
