import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { KioskBrowser } from '../support/browser/browser.ts';

const place = new KioskPlace();
const person = personCalled('fernandez-alexandra');
let kiosk: KioskProcess;
let browser: KioskBrowser;
let page: Page;
let devices: CDPSession;

beforeAll(async () => {
  kiosk = await place.start();
  browser = await KioskBrowser.open(kiosk.addresses.screen, 'portrait');
  page = browser.page;
  devices = await page.context().newCDPSession(page);
});

afterAll(async () => {
  await browser.close();
  await place.clear();
});

/** Starts it again where it was: the page that stands open knows no other address. */
async function startAgain(): Promise<void> {
  const portOf = (address: string): string => new URL(address).port;
  kiosk = await place.start(
    ...['--screen-port', portOf(kiosk.addresses.screen)],
    ...['--sim-port', portOf(kiosk.addresses.simulator)],
  );
}

/** In the page: whatever reaches its end without having been refused is the browser's to act on. */
const listensLast = `
  var unanswered = [];
  for (const kind of ['keydown', 'wheel', 'contextmenu', 'dragstart', 'dragover', 'drop', 'auxclick', 'selectstart'])
    document.addEventListener(kind, (event) => {
      if (!event.defaultPrevented) unanswered.push(kind + ' ' + event.key);
    });
`;

/** In the page: somebody drops a file of theirs on it. */
const dropsAPage = `
  var dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['<h1>another page</h1>'], 'page.html', { type: 'text/html' }));
  for (const kind of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
`;

/** What is on the glass that an out-of-service screen has no use for. */
const privatePixels = 'canvas, video, img[src^="blob:"], [data-action^="pin."], [data-action^="consent"]';

const untils: readonly (readonly [string, () => Promise<void>])[] = [
  [
    'a PIN is half typed',
    async () => {
      await browser.touches('method', 'method.pin');
      for (const digit of person.card.pin.slice(0, 2)) await browser.touches('pin', `pin.digit.${digit}`);
    },
  ],
  [
    'the camera looks at the patient',
    async () => {
      await kiosk.simulator.showCamera({ image: 'fixtures/people/fernandez-alexandra/frame-1.jpg' });
      await browser.touches('method', 'method.face');
      await page.locator('[data-screen="face"] canvas, [data-screen="face"] img').first().waitFor();
    },
  ],
  [
    'the consents are asked',
    async () => {
      await browser.touches('method', 'method.pin');
      await browser.types('pin', person.card.pin);
      await browser.sees('consent');
    },
  ],
];

test.each(untils)(
  'killed while %s, the same open page comes back by itself, and shows nothing of before',
  async (_, reach) => {
    const before = kiosk.addresses.screen;
    await kiosk.simulator.insertCard(person.id);
    await reach();
    await kiosk.kill('SIGKILL');
    await browser.sees('out-of-service');
    expect(await page.locator(privatePixels).count()).toBe(0);

    await startAgain();
    await browser.sees('idle');
    expect(await page.locator(privatePixels).count()).toBe(0);
    // A page that nobody gave a token, or that brings the one of before, gets nothing.
    expect((await fetch(before)).status).toBe(403);
    expect((await fetch(new URL('/', before))).status).toBe(403);
  },
);

test('no key, button, wheel or drop does what a browser does with it', async () => {
  await page.evaluate(listensLast);
  const foreign = ['F1', 'F3', 'F5', 'F7', 'F11', 'F12', 'PageDown', 'Home', 'a', "'"];
  const shortcuts = [
    'r',
    'Shift+R',
    'p',
    'f',
    'g',
    's',
    'u',
    'o',
    'l',
    'a',
    '+',
    '-',
    '0',
    'Shift+I',
    'Shift+J',
    'Enter',
  ];
  for (const key of [
    ...foreign,
    ...shortcuts.map((each) => `Control+${each}`),
    'Alt+ArrowLeft',
    'Alt+Home',
    'Meta+q',
  ]) {
    await page.keyboard.press(key);
  }
  await page.mouse.move(400, 600);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  for (const button of ['right', 'middle'] as const) await page.mouse.click(400, 600, { button });
  await page.mouse.click(400, 300, { clickCount: 3 });
  await page.evaluate(dropsAPage);
  expect(await page.evaluate('unanswered')).toEqual([]);
  expect(await page.evaluate('String(getSelection())')).toBe('');
  expect(page.context().pages()).toHaveLength(1);
  await browser.sees('idle');
});

test('two fingers zoom nothing', async () => {
  const fingers = (apart: number) => [-1, 1].map((side, id) => ({ x: 400 + side * apart, y: 600, id }));
  await devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) });
  for (let apart = 40; apart <= 240; apart += 20) {
    await devices.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  }
  await devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  expect(await page.evaluate('visualViewport.scale')).toBe(1);
});

test('a page that is printed all the same is blank', async () => {
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('body').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
});

test('a page that paints no more is told to staff and ordered to start again, and forgotten once it paints', async () => {
  expect(await kiosk.simulator.browserOrders()).toEqual([]);
  await page.evaluate('void (window.requestAnimationFrame = () => 0)');
  await expect
    .poll(() => kiosk.simulator.browserOrders(), { timeout: 60_000 })
    .toMatchObject([{ why: 'nothing painted' }]);
  expect(kiosk.log()).toContain('U-614');
  await page.reload();
  await browser.sees('idle');
}, 120_000);
