import { expect, onTestFinished, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { minute, second } from '../../src/kernel/durations.ts';
import { Listeners } from '../../src/kernel/listeners.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { kioskAtDesk } from '../../src/kiosk/atDesk.ts';
import type { View } from '../../src/screen/view.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import { sampleCard, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** A kiosk that is open from half past eight, at `clock` of a Monday, and its desk. */
function kioskAt(clock: string) {
  let now = Date.parse(`2026-11-23T${clock}+09:00`);
  const timers = new SimulatedClock();
  const ticks = new Listeners();
  const ports = samplePorts({ now: () => now });
  const settings = { ...sampleSettings, hours: [{ days: ['mon'], from: '08:30', to: '18:00' }] as const };
  const actor = createActor(createKioskMachine(ports, settings), { clock: timers }).start();
  onTestFinished(() => void actor.stop());
  const { entries } = ports;
  const screen = createPresenter({
    actor,
    entries,
    liveFace: new LiveFace(),
    settings,
    now: () => now,
    onTick: (listener) => ticks.add(listener),
  });
  const desk = kioskAtDesk({ actor, numberB: entries.numberB, alerts: new Alerts(), now: () => now });
  const pushed: View[] = [];
  screen.onView((view) => pushed.push(view));
  actor.send({ type: 'reader.ready' });
  return {
    actor,
    desk,
    screen,
    pushed,
    goOn(ms: number) {
      now += ms;
      timers.increment(ms);
      ticks.tell();
    },
    sees: (what: object) => expect.poll(() => screen.view()).toMatchObject(what),
  };
}

test('outside opening hours the free screen is dim, is bright by itself at their beginning, and serves all the same', async () => {
  const kiosk = kioskAt('08:29:30');
  await kiosk.sees({ screen: 'idle', dim: true, reader: 'below' });
  kiosk.goOn(30 * second);
  expect(kiosk.pushed.at(-1)).toMatchObject({ screen: 'idle', dim: false });
  kiosk.goOn(12 * 60 * minute);
  expect(kiosk.pushed.at(-1)).toMatchObject({ screen: 'idle', dim: true });
  kiosk.actor.send({ type: 'card.placed', card: sampleCard() });
  await kiosk.sees({ screen: 'method' });
});

test('while it is wiped nothing can be pressed, and who lays a card down meanwhile is served after', async () => {
  const kiosk = kioskAt('09:00:00');
  await kiosk.sees({ screen: 'idle' });
  expect(kiosk.screen.press('language.en')).toBe(true);
  expect(kiosk.screen.press('cleaning.start')).toBe(true);
  const left = { leftMs: 30 * second, ofMs: 30 * second };
  await kiosk.sees({ screen: 'cleaning', language: 'ja', help: 'none', left, actions: [] });
  for (const action of ['help', 'settings', 'language.en', 'phone.start', 'cleaning.start'])
    expect(kiosk.screen.press(action)).toBe(false);
  kiosk.actor.send({ type: 'card.placed', card: sampleCard() });
  kiosk.goOn(29 * second);
  await kiosk.sees({ screen: 'cleaning', left: { leftMs: second } });
  kiosk.goOn(second);
  await kiosk.sees({ screen: 'method' });
});

test('the desk lets a free screen be wiped, and no other', async () => {
  const kiosk = kioskAt('09:00:00');
  await kiosk.sees({ screen: 'idle' });
  expect(kiosk.desk.clean()).toMatchObject({ ok: true });
  await kiosk.sees({ screen: 'cleaning' });
  expect(kiosk.desk.now()).toMatchObject({ screen: 'cleaning', visit: null, needs: null });
  kiosk.goOn(30 * second);
  kiosk.actor.send({ type: 'card.placed', card: sampleCard() });
  await kiosk.sees({ screen: 'method' });
  expect(kiosk.desk.clean()).toMatchObject({ ok: false, problem: { code: 'U-301' } });
  expect(kiosk.screen.press('cleaning.start')).toBe(false);
});
