import { afterAll, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled, visitByPin } from '../../scripts/kiosk/visits.ts';

const place = new KioskPlace();
afterAll(() => place.clear());

test('two visits while the clinic is down survive kill -9 and arrive once each when it is back', async () => {
  const first = await place.start();
  await first.simulator.fault('clinic', 'down', 'until-cleared');
  const patient = await first.patient();
  await visitByPin(first, patient, 'yamada-hanako');
  await visitByPin(first, patient, 'suzuki-ume');
  expect(await first.simulator.receptions()).toEqual([]);
  patient.leave();
  await first.kill('SIGKILL');

  const second = await place.start();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  // The clinic is another machine: that the kiosk was killed did not bring it back.
  expect(await second.simulator.receptions()).toEqual([]);
  await second.simulator.clearFaults();
  const held = await second.simulator.receives(2, 45_000);
  const names = held.map(({ reception }) => reception.eligibility?.name);
  expect(names.sort()).toEqual(['yamada-hanako', 'suzuki-ume'].map((id) => personCalled(id).eligibility.name).sort());
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await second.simulator.receptions()).toHaveLength(2);
  await second.kill('SIGKILL');
}, 120_000);

test('a clinic that takes a reception and loses power before answering holds it once', async () => {
  const kiosk = await place.start();
  const before = (await kiosk.simulator.receptions()).length;
  await kiosk.simulator.fault('clinic', 'lose-answer');
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, 'takasaki-yoshio');
  const deadline = Date.now() + 20_000;
  let offered = 0;
  while (offered < 2 && Date.now() < deadline) {
    offered = (await kiosk.simulator.receptions()).at(-1)?.deliveries ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(offered).toBe(2);
  expect(await kiosk.simulator.receptions()).toHaveLength(before + 1);
  patient.leave();
  await kiosk.kill('SIGKILL');
}, 60_000);

test('SIGTERM ends the kiosk cleanly within three seconds', async () => {
  const kiosk = await place.start();
  const asked = Date.now();
  expect(await kiosk.kill('SIGTERM')).toBe(0);
  expect(Date.now() - asked).toBeLessThan(3_000);
});
