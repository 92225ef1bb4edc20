import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { visitByPin } from '../../scripts/kiosk/visits.ts';
import { foundInMemory } from '../support/face/processMemory.ts';

const place = new KioskPlace();
afterAll(() => place.clear());

test('after a visit by PIN no message in the memory of the kiosk says which keys were pressed', async () => {
  const kiosk = await place.start();
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, 'yamada-hanako');
  // What arrived last, so that the search is known to find messages at all.
  patient.press('language.en');
  await delay(500);
  const keys = Array.from('123456789', (digit) => `pin.digit.${digit}`);
  const message = (action: string) => [action, Buffer.from(`"action":"${action}"`)] as const;
  process.kill(kiosk.pid, 'SIGSTOP');
  const found = foundInMemory(kiosk.pid, new Map([...keys, 'language.en'].map(message)));
  process.kill(kiosk.pid, 'SIGCONT');
  expect(found).toEqual(['language.en']);
  patient.leave();
}, 180_000);
