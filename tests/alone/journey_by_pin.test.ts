import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { KioskBrowser } from '../support/browser/browser.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;
let browser: KioskBrowser;

beforeAll(async () => {
  kiosk = await place.start('--set', 'visit.inactivitySeconds=15', '--set', 'visit.doneSeconds=30');
  browser = await KioskBrowser.open(kiosk.addresses.screen, 'landscape');
});

afterAll(async () => {
  await browser.close();
  await place.clear();
});

test('a patient checks in by PIN, in English, on a wide screen, and takes time over it', async () => {
  await browser.touches('idle', 'language.en');
  await browser.picture('idle-en');
  await kiosk.simulator.insertCard('fernandez-alexandra');
  await browser.touches('method', 'method.pin');
  await browser.touches('pin', 'pin.digit.0');
  await browser.touches('pin', 'pin.clear');
  const [first, ...rest] = personCalled('fernandez-alexandra').card.pin;
  await browser.touches('pin', `pin.digit.${first}`);
  await browser.picture('pin-en');
  for (const digit of rest) await browser.touches('pin', `pin.digit.${digit}`);
  await browser.touches('pin', 'pin.submit');
  await browser.sees('consent');
  await browser.picture('consent-en');

  await browser.page.locator('[data-action="more-time"]:visible').waitFor({ timeout: 25_000 });
  await browser.picture('more-time-en');
  await browser.touches('consent', 'more-time');
  await browser.page.locator('[data-action="more-time"]').waitFor({ state: 'hidden' });

  await browser.touches('consent', 'consent.none');
  await browser.touches('done', 'done.ok');
  await browser.sees('take-card');
  await kiosk.simulator.removeCard();
  await browser.sees('idle');

  const held = await kiosk.simulator.receives(1);
  expect(held[0]?.reception.holder?.method).toBe('pin');
  expect(held[0]?.reception.consents.map(({ agreed }) => agreed)).toEqual([false, false, false, false]);
  expect(browser.complaints).toEqual([]);
}, 90_000);

test('a card pulled in the middle is told with a number, and the next visit works', async () => {
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.sees('method');
  await kiosk.simulator.removeCard();
  await browser.page.locator('[data-screen="problem"][data-error="U-103"]').waitFor();
  await browser.picture('problem');
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.sees('method');
  await browser.touches('method', 'cancel');
  await browser.sees('take-card');
  await kiosk.simulator.removeCard();
  await browser.sees('idle');
});
