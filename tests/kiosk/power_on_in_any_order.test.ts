import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActor } from 'xstate';
import type { CardReader, ReaderEvent } from '../../src/card/reader.ts';
import { day, minute, second } from '../../src/kernel/durations.ts';
import type { HttpClient } from '../../src/kernel/httpClient.ts';
import { Alerts } from '../../src/kiosk/alerts.ts';
import { openKioskClock } from '../../src/kiosk/clock.ts';
import { watchHardware } from '../../src/kiosk/hardware.ts';
import { Persisting } from '../../src/kiosk/persisting.ts';
import { failed, ok, type Result } from '../../src/problem/result.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { glanceAt } from '../../src/visit/glance.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';
import { samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

/** What is switched on together with the kiosk, and comes up when it likes. */
const things = ['reader', 'network', 'gateway', 'clinic', 'time server'] as const;
type Thing = (typeof things)[number];

const orders = permutations(things);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The kiosk's own statechart, hardware watch and clock, at a device whose own clock has no battery. */
async function switchedOn() {
  const there = new Set<Thing>();
  const rightTime = (): number => Date.now();
  // Without a battery a device begins where its file system says: here two days back.
  const wall = (): number => (there.has('time server') ? rightTime() : rightTime() - 2 * day);
  let report: (event: ReaderEvent) => void = () => undefined;
  const reader: CardReader = {
    async watch(listener) {
      report = listener;
      report({ type: 'reader.lost', problem: { code: 'U-104' } });
    },
    close: async () => undefined,
  };
  const http: HttpClient = async () => {
    if (!there.has('network') || !there.has('gateway')) throw new Error('nobody');
    return new Response(null, { headers: { date: new Date(rightTime()).toUTCString() } }) as never;
  };
  const clock = openKioskClock({ dataFolder: temporaryFolder(), wall, alerts: new Alerts(), isReadOnly: true });
  clock.askNowAndThen(clock.witnessing(http), 'http://gateway.example/');
  const entries = createDigitEntries(() => [ofAnEra]);
  const actor = createActor(
    createKioskMachine({ ...samplePorts({ entries }), now: clock.now }, sampleSettings),
  ).start();
  const canRecord = (): Result<void> => {
    const doubt = clock.doubt();
    return doubt ? failed(doubt.code, doubt.detail) : ok(undefined);
  };
  const surroundings = { reader, numberB: { readNumberB: async () => undefined }, trustAnchors: [], faceIssuers: [] };
  const hardware = await watchHardware({
    surroundings,
    entries,
    storage: { canRecord },
    send: (event) => actor.send(event),
  });
  const clinic = new Persisting<'clinic'>(5);
  return {
    async comes(thing: Thing): Promise<void> {
      there.add(thing);
      if (thing === 'reader') report({ type: 'reader.ready', reader: 'Reader' });
      await this.passes(5 * second);
    },
    async goes(thing: Thing): Promise<void> {
      there.delete(thing);
      if (thing === 'reader') report({ type: 'reader.lost', problem: { code: 'U-104' } });
      await this.passes(30 * second);
    },
    async passes(ms: number): Promise<void> {
      for (let spent = 0; spent < ms; spent += 5 * second) {
        clinic.after('clinic', there.has('clinic') && there.has('network') ? undefined : { code: 'U-502' });
        await vi.advanceTimersByTimeAsync(5 * second);
      }
    },
    state: () => {
      const { screen, outage } = glanceAt(actor.getSnapshot());
      return { screen, outage, clock: clock.trouble()?.code ?? null, clinic: clinic.trouble()?.code ?? null };
    },
    close() {
      hardware.stop();
      actor.stop();
      clock.close();
    },
  };
}

const inService = { screen: 'idle', outage: null, clock: null, clinic: null };

test('there are 120 orders', () => {
  expect(new Set(orders.map((order) => order.join())).size).toBe(120);
});

test('whatever order they come in, each dying and coming back, the kiosk ends in service without a hand', async () => {
  for (const order of orders) {
    const kiosk = await switchedOn();
    expect(kiosk.state()).toMatchObject({ screen: 'out-of-service' });
    for (const thing of order) {
      await kiosk.comes(thing);
      // What it cannot do without keeps it out of service until it is there.
      if (!order.slice(0, order.indexOf(thing) + 1).includes('reader')) {
        expect(kiosk.state().outage, order.join()).toBe('U-104');
      }
    }
    await kiosk.passes(minute);
    expect(kiosk.state(), order.join()).toEqual(inService);
    for (const thing of order) {
      await kiosk.goes(thing);
      expect(kiosk.state().outage !== null, `${order.join()} without ${thing}`).toBe(
        thing === 'reader' || thing === 'time server',
      );
      await kiosk.comes(thing);
      await kiosk.passes(30 * second);
      expect(kiosk.state(), `${order.join()}, ${thing} again`).toEqual(inService);
    }
    kiosk.close();
  }
});

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length === 0) return [[]];
  return all.flatMap((first, at) => permutations(all.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
