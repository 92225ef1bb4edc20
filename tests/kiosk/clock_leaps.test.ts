import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled, visitByPin } from '../../scripts/kiosk/visits.ts';
import { day } from '../../src/kernel/durations.ts';

async function kioskIn(place: KioskPlace) {
  onTestFinished(() => place.clear());
  const port = await freePort();
  const kiosk = await place.start('--ops-port', String(port));
  const patient = await kiosk.patient();
  onTestFinished(() => patient.leave());
  const health = async (): Promise<{ problem: string | null; alerts: string }> =>
    JSON.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text());
  return { kiosk, patient, health };
}

test.for(['fortnight-ahead', 'three-years-behind', 'year-2036'])(
  'the clock leaps during a visit (%s): its times and consents are of the true day, then nobody is served until it is right',
  { timeout: 120_000 },
  async (leap) => {
    const { kiosk, patient, health } = await kioskIn(new KioskPlace());
    await patient.sees('idle');
    await kiosk.simulator.insertCard('yamada-hanako');
    await patient.presses('method', 'method.pin');
    await kiosk.simulator.fault('clock', leap, 'until-cleared');
    await patient.typesPin(personCalled('yamada-hanako').card.pin);
    await patient.presses('consent', 'consent.all');
    await patient.presses('done', 'done.ok');
    await kiosk.simulator.removeCard();
    const [held] = await kiosk.simulator.receives(1);
    const times = JSON.stringify(held?.reception).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(times.length).toBeGreaterThan(1);
    for (const time of times) expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(2 * day);

    await patient.sees('out-of-service', ({ code }) => code === 'U-604');
    expect(await health()).toMatchObject({ problem: 'U-604', alerts: 'U-604' });
    await kiosk.simulator.clearFaults();
    await visitByPin(kiosk, patient, 'yamada-hanako');
    expect(await health()).toMatchObject({ problem: null, alerts: '' });
  },
);

test('an hour off is told to staff, and patients are served', { timeout: 120_000 }, async () => {
  const { kiosk, patient, health } = await kioskIn(new KioskPlace());
  await kiosk.simulator.fault('clock', 'hour-ahead', 'until-cleared');
  await visitByPin(kiosk, patient, 'yamada-hanako');
  expect(await health()).toMatchObject({ problem: null, alerts: 'U-604' });
});

test('three years slow at start: right by the gateway, which is believed against what was remembered', {
  timeout: 120_000,
}, async () => {
  const place = new KioskPlace();
  mkdirSync(place.dataFolder, { recursive: true });
  const future = Date.now() + 3 * 365 * day;
  writeFileSync(join(place.dataFolder, 'clock.json'), JSON.stringify({ seen: future, lived: future }));
  const { kiosk, patient, health } = await kioskIn(place);
  await visitByPin(kiosk, patient, 'yamada-hanako');
  expect((await health()).problem).toBeNull();
});
