import { afterAll, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByPin } from '../../scripts/kiosk/visits.ts';

const place = new KioskPlace();
afterAll(() => place.clear());

test('a whole visit with the card behind the real pcscd, twice in a row', async () => {
  const kiosk = await place.start('--card', 'pcsc');
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, 'yamada-hanako');
  await visitByPin(kiosk, patient, 'suzuki-ume');
  expect(await kiosk.simulator.receives(2)).toHaveLength(2);
  patient.leave();
  expect(await kiosk.kill('SIGTERM')).toBe(0);
}, 90_000);
