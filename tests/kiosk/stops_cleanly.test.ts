import { afterAll, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByPin } from '../../scripts/kiosk/visits.ts';

const place = new KioskPlace();
afterAll(() => place.clear());

test('whoever stops the kiosk after a visit finds everything closed in order: nothing is used after it was closed', async () => {
  const kiosk = await place.start();
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, 'yamada-hanako');
  patient.leave();
  expect(await kiosk.kill('SIGTERM')).toBe(0);
  const said = kiosk
    .log()
    .split('\n')
    .map((line) => /"msg":"([^"]*)"/.exec(line)?.[1]);
  expect(said).not.toContain('did not close cleanly');
  expect(said).toContain('stopped');
}, 120_000);
