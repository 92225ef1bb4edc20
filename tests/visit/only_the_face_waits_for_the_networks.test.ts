import { expect, onTestFinished, test } from 'vitest';
import { createActor } from 'xstate';
import { ok, type Result } from '../../src/problem/result.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { sampleCard, sampleFace, sampleHolder, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

const settings = { ...sampleSettings, consentItems: [], asksSubsidies: false };

/** A promise that somebody else keeps. */
function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve: (value: T) => resolve(value) };
}

/** A kiosk whose face networks answer when they are told to, and whose card lets its front be read when it is told to. */
function kiosk(way: { readonly holdsFront?: boolean } = {}) {
  const photo = { bytes: new Uint8Array([7, 7, 7]) };
  const enrolled = later<Result<void>>();
  const front = later<void>();
  if (!way.holdsFront) front.resolve();
  let asked = 0;
  const entries = createDigitEntries(() => [ofAnEra]);
  const ports = samplePorts({ entries });
  const enrol = (): Promise<Result<void>> => {
    asked += 1;
    return enrolled.promise;
  };
  const machine = createKioskMachine({ ...ports, face: { ...ports.face, enrol } }, settings);
  const actor = createActor(machine).start();
  onTestFinished(() => void actor.stop());
  const screen = createPresenter({ actor, entries, liveFace: new LiveFace(), settings, now: Date.now });
  actor.send({ type: 'reader.ready' });
  actor.send({
    type: 'card.placed',
    card: sampleCard({
      readFace: async () => ok({ ...sampleFace, photo }),
      readFourItems: async () => {
        await front.promise;
        return ok(sampleHolder);
      },
    }),
  });
  const sees = (what: object) => expect.poll(() => screen.view()).toMatchObject(what);
  return {
    photo,
    actor,
    sees,
    front,
    enrolled,
    press: (action: string) => screen.press(action),
    get asked() {
      return asked;
    },
    async byPin() {
      await sees({ screen: 'method' });
      screen.press('method.pin');
      for (const digit of '1234') screen.press(`pin.digit.${digit}`);
      screen.press('pin.submit');
    },
  };
}

test('a visit by PIN is checked in while the photo is still with the networks', async () => {
  const at = kiosk();
  await expect.poll(() => at.asked).toBe(1);
  await at.byPin();
  await at.sees({ screen: 'done' });
});

test('staff may look while the photo is still with the networks', async () => {
  const at = kiosk();
  await expect.poll(() => at.asked).toBe(1);
  await at.sees({ screen: 'method', face: 'preparing' });
  at.press('method.staff');
  await at.sees({ screen: 'staff' });
  at.actor.send({ type: 'visual.approved', staff: '受付　花', reason: 'injury', oral: false });
  await at.sees({ screen: 'done' });
});

test('the face waits for them, and no longer', async () => {
  const at = kiosk();
  await at.sees({ screen: 'method', face: 'preparing' });
  at.press('method.face');
  await at.sees({ screen: 'face', state: 'preparing' });
  at.enrolled.resolve(ok(undefined));
  await at.sees({ screen: 'done' });
});

test('the photo of somebody who was proven otherwise meanwhile is zeroed, and no network sees it', async () => {
  const at = kiosk({ holdsFront: true });
  await at.byPin();
  await at.sees({ screen: 'checking' });
  at.front.resolve();
  await at.sees({ screen: 'done' });
  expect([...at.photo.bytes]).toEqual([0, 0, 0]);
  expect(at.asked).toBe(0);
});

test('a photo that comes off the card after the visit has ended is zeroed, and no network sees it', async () => {
  const at = kiosk({ holdsFront: true });
  await at.sees({ screen: 'method' });
  at.press('cancel');
  await at.sees({ screen: 'take-card' });
  at.front.resolve();
  await expect.poll(() => [...at.photo.bytes]).toEqual([0, 0, 0]);
  expect(at.asked).toBe(0);
});
