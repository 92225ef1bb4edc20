import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { KioskBrowser } from '../support/browser/browser.ts';

const place = new KioskPlace();
const attempts = 2;
let kiosk: KioskProcess;
let browser: KioskBrowser;

beforeAll(async () => {
  kiosk = await place.start('--set', `face.attempts=${attempts}`);
  browser = await KioskBrowser.open(kiosk.addresses.screen, 'portrait');
});

afterAll(async () => {
  await browser.close();
  await place.clear();
});

const retry = '[data-screen="face"] [data-action="face.retry"]:visible';

test('another person with the card is not recognised, however often, and is shown the other ways', async () => {
  await kiosk.simulator.showCamera({ person: 'takasaki-yoshio' });
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.touches('method', 'method.face');
  for (let left = attempts - 1; left > 0; left -= 1) {
    await browser.page.locator(retry).waitFor({ timeout: 40_000 });
    // Nobody is accused, and nothing goes on by itself.
    const text = await browser.page.locator('[data-screen="face"]').innerText();
    expect(text).not.toMatch(/不正|別人|他人|本人では|なりすまし/);
    await browser.page.locator(retry).first().tap();
    await browser.page.locator(retry).waitFor({ state: 'hidden' });
  }
  // The next result: no try is left, the other ways are.
  await browser.sees('method');
  expect(await browser.page.locator('[data-action="method.pin"]:visible').count()).toBe(1);
  expect(await browser.page.locator('[data-action="method.face"]:visible:not([disabled])').count()).toBe(0);
  expect(await browser.page.locator('[data-screen="consent"]').count()).toBe(0);
  expect(await kiosk.simulator.receptions()).toEqual([]);
  expect(browser.complaints).toEqual([]);
}, 120_000);

test('the holder’s picture on a tablet does not help', async () => {
  await kiosk.simulator.removeCard();
  await browser.sees('idle');
  await kiosk.simulator.showCamera({ spoof: 'yamada-hanako', as: 'tablet' });
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.touches('method', 'method.face');
  await browser.page.locator(retry).waitFor({ timeout: 60_000 });
  expect(await browser.page.locator('[data-screen="consent"]').count()).toBe(0);
  expect(await kiosk.simulator.receptions()).toEqual([]);
}, 120_000);
