import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { KioskBrowser } from '../support/browser/browser.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;
let browser: KioskBrowser;

beforeAll(async () => {
  kiosk = await place.start('--set', 'visit.doneSeconds=30');
  browser = await KioskBrowser.open(kiosk.addresses.screen, 'portrait');
});

afterAll(async () => {
  await browser.close();
  await place.clear();
});

test('a patient checks in by face, in Japanese, on an upright screen', async () => {
  await browser.sees('idle');
  await browser.picture('idle');
  // First somebody else stands there, so that the face screen with its guide can be seen and the miss with it.
  await kiosk.simulator.showCamera({ person: 'tanaka-kenta' });
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.sees('method');
  await browser.picture('method');
  await browser.touches('method', 'method.face');
  await browser.sees('face');
  await browser.page.locator('[data-action="face.retry"]:visible').waitFor();
  await browser.picture('face-missed');

  await kiosk.simulator.showCamera({ person: 'yamada-hanako' });
  await browser.touches('face', 'face.retry');
  await browser.picture('face');
  await browser.sees('consent');
  await browser.picture('consent');
  await browser.touches('consent', 'consent.choose');
  for (const answer of ['surgery.no', 'medication.yes', 'diagnosis.yes', 'checkup.yes']) {
    await browser.touches('consent-items', `item.${answer}`);
  }
  await browser.picture('consent-items');
  await browser.touches('consent-items', 'consent.submit');
  await browser.sees('done');
  await browser.picture('done');
  await browser.touches('done', 'done.ok');
  await browser.sees('take-card');
  await browser.picture('take-card');
  await kiosk.simulator.removeCard();
  await browser.sees('idle');

  const held = await kiosk.simulator.receives(1);
  expect(held).toHaveLength(1);
  expect(held[0]?.reception.holder?.method).toBe('face');
  // Nothing of the patient is left for the next one.
  const left = await browser.page.content();
  expect(left).not.toMatch(/山田|blob:/);
  expect(browser.complaints).toEqual([]);
});
