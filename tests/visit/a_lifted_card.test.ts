import { expect, onTestFinished, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { second } from '../../src/kernel/durations.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { kioskAtDesk } from '../../src/kiosk/atDesk.ts';
import { failed, ok } from '../../src/problem/result.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { sampleCard, sampleIdentity, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** A patient who has asked for staff: the kiosk, its desk, and a clock that the test moves. */
async function staffLook() {
  const receptions: Reception[] = [];
  const ports = samplePorts({
    entries: createDigitEntries(() => [ofAnEra]),
    receptions: {
      cameEarlier: async () => false,
      record(reception) {
        receptions.push(reception);
        return ok(undefined);
      },
    },
  });
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
  actor.send({ type: 'card.placed', card: sampleCard() });
  await expect.poll(() => actor.getSnapshot().context.visit?.chip).toBe('verified');
  await expect.poll(() => screen.view().screen).toBe('method');
  expect(screen.press('method.staff')).toBe(true);
  const kiosk = {
    actor,
    clock,
    desk,
    screen,
    receptions,
    lift: () => actor.send({ type: 'card.removed' }),
    layDown: (card = sampleCard()) => actor.send({ type: 'card.placed', card }),
    approve: () => desk.approveVisual({ visit: desk.now().visit ?? '', staff: 's-1', reason: 'injury', oral: false }),
    /** Everything but the time that runs down. */
    sees: (what: object) => expect.poll(() => screen.view()).toMatchObject(what),
    typesPasscode() {
      screen.press('staff.open');
      for (const digit of '2468') screen.press(`pin.digit.${digit}`);
      screen.press('pin.submit');
    },
  };
  await kiosk.sees({ screen: 'staff', state: 'waiting', card: 'lies' });
  return kiosk;
}

const anotherCertificate = sampleCard({
  identify: async () => ok({ ...sampleIdentity, certificate: new Uint8Array([0x30, 0x01]) }),
});
/** The same certificate, which anybody may have copied, on another chip. */
const anotherChip = sampleCard({ signsUnder: async () => ok(false) });

test('lifted, looked at and laid back, the visit goes on and is recorded', async () => {
  const kiosk = await staffLook();
  expect(kiosk.desk.now().lift).toBe('allowed');
  kiosk.lift();
  await kiosk.sees({ screen: 'staff', card: 'in-hand', back: { leftMs: 60_000, ofMs: 60_000 } });
  expect(kiosk.desk.now()).toMatchObject({ needs: 'visual', lift: 'away' });
  expect(kiosk.screen.view().actions.some((action) => action.startsWith('method.'))).toBe(false);
  kiosk.layDown();
  await kiosk.sees({ screen: 'staff', card: 'lies', back: null });
  expect(kiosk.approve()).toMatchObject({ ok: true });
  await kiosk.sees({ screen: 'consent' });
  kiosk.screen.press('consent.all');
  await kiosk.sees({ screen: 'done', card: 'there' });
  expect(kiosk.receptions).toMatchObject([{ holder: { method: 'visual', staff: 's-1', reason: 'injury' } }]);
});

test('approved at the desk while it is in the hand, the visit goes on once the card is back, and not before', async () => {
  const kiosk = await staffLook();
  kiosk.lift();
  kiosk.clock.increment(59 * second);
  expect(kiosk.approve()).toMatchObject({ ok: true });
  expect(kiosk.approve()).toMatchObject({ ok: false, problem: { code: 'U-223' } });
  // The approval gives the time anew: whoever gave it in the last second has not done so in vain.
  kiosk.clock.increment(59 * second);
  await kiosk.sees({ screen: 'staff', card: 'in-hand', approved: true });
  expect(kiosk.actor.getSnapshot().context.visit?.holder).toBeNull();
  kiosk.layDown();
  await kiosk.sees({ screen: 'consent' });
  expect(kiosk.actor.getSnapshot().context.visit?.holder).toMatchObject({ method: 'visual', staff: 's-1' });
});

test('seen at the kiosk with the card in the hand, it is the same', async () => {
  const kiosk = await staffLook();
  kiosk.typesPasscode();
  await kiosk.sees({ state: 'seeing' });
  kiosk.lift();
  kiosk.screen.press('visual.dementia.oral');
  await kiosk.sees({ state: 'seeing', card: 'in-hand', approved: true });
  kiosk.layDown();
  await kiosk.sees({ screen: 'consent', oral: true });
});

test.each([
  ['of somebody else', anotherCertificate],
  ['with the same certificate on another chip', anotherChip],
])('a card %s ends the visit, whatever was approved before', async (_, other) => {
  const kiosk = await staffLook();
  kiosk.lift();
  kiosk.approve();
  kiosk.layDown(other);
  await kiosk.sees({ screen: 'problem', code: 'U-118', close: 'again' });
  expect(kiosk.actor.getSnapshot().context.visit).toBeNull();
  expect(kiosk.receptions).toEqual([]);
  // It is no new visit either: what was laid in another's place is taken away first.
  kiosk.screen.press('cancel');
  await kiosk.sees({ screen: 'take-card', after: 'again' });
  kiosk.lift();
  await kiosk.sees({ screen: 'idle' });
});

test('a card that does not come back ends the visit, and so does one that is laid down again and again unread', async () => {
  const kiosk = await staffLook();
  kiosk.lift();
  kiosk.clock.increment(30 * second);
  kiosk.layDown(sampleCard({ identify: async () => failed('U-101') }));
  await kiosk.sees({ card: 'unreadable' });
  kiosk.lift();
  await kiosk.sees({ card: 'in-hand' });
  kiosk.clock.increment(30 * second);
  await kiosk.sees({ screen: 'problem', code: 'U-103' });
  expect(kiosk.approve()).toMatchObject({ ok: false });
});

test('what a card may do while staff look it may do nowhere else', async () => {
  const kiosk = await staffLook();
  kiosk.screen.press('method.pin');
  await kiosk.sees({ screen: 'pin' });
  kiosk.lift();
  await kiosk.sees({ screen: 'problem', code: 'U-103' });
});

test('on the waiting screen nothing is typed; on the pad that staff opened it is, until they have gone', async () => {
  const kiosk = await staffLook();
  expect(kiosk.screen.press('pin.digit.1')).toBe(false);
  kiosk.screen.press('staff.open');
  await kiosk.sees({ state: 'typing' });
  expect(kiosk.screen.press('pin.digit.1')).toBe(true);
  await kiosk.sees({ state: 'typing', digitsTyped: 1 });
  kiosk.clock.increment(30 * second);
  await kiosk.sees({ state: 'waiting', digitsTyped: 0 });
});
