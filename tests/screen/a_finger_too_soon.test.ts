import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { unseenMs } from '../../src/screen/keypad/question.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/*
 * Fingers on the glass, and a clock that stands still until it is moved: what is touched before anybody can have seen
 * the question is no answer to it.
 */

const question = 'consent-every-ordinary';

/** In the page: how often the browser has taken a touch for a click. */
const countClicks = 'window.clicks = 0; window.addEventListener("click", () => { window.clicks += 1; }, true);';

const screen = screenInBrowser();
let page: Page;

beforeEach(async () => {
  screen.preview.pressed.length = 0;
  screen.preview.push(sampleView('method', 'ja'));
  page = await screen.browser.newPage({ viewport: layouts.portrait, hasTouch: true });
  await page.clock.install();
  await page.addInitScript(countClicks);
  await page.goto(screen.preview.url);
  await page.clock.pauseAt(Date.now() + 60_000);
  return () => page.close();
});

/** Touches it, and waits until the browser has taken that for a click. */
async function touches(action: string): Promise<void> {
  const clicks = Number(await page.evaluate('window.clicks'));
  await page.locator(`[data-action="${action}"]`).tap();
  await page.waitForFunction(`window.clicks === ${clicks + 1}`, undefined, { polling: 20 });
}

async function asks(name: string, id: string): Promise<void> {
  screen.preview.push(sampleView(name, 'ja'));
  await page.locator(`[data-screen="${id}"]`).waitFor();
}

test('a finger answers a question that has stood there long enough to be seen, and none that has not', async () => {
  await asks(question, 'consent');
  await touches('consent.all');
  await page.clock.runFor(unseenMs - 1);
  await touches('consent.choose');
  await page.clock.runFor(1);
  await touches('consent.none');
  await expect.poll(() => screen.preview.pressed).toEqual(['consent.none']);
});

test('what came up behind an answered question is one of its own, and takes none either at first', async () => {
  await asks(question, 'consent');
  await page.clock.runFor(unseenMs);
  await touches('consent.choose');
  await asks('consent-items-every-ordinary', 'consent-items');
  await touches('item.checkup.no');
  await page.clock.runFor(unseenMs);
  await touches('item.checkup.yes');
  await expect.poll(() => screen.preview.pressed).toEqual(['consent.choose', 'item.checkup.yes']);
});

test('the second touch of a hand that trembles does not answer what came up under it', async () => {
  const touch = (name: string) => `(() => {
    const button = document.querySelector('[data-action="${name}"]');
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
  })()`;
  await asks(question, 'consent');
  await page.clock.runFor(unseenMs);
  await page.evaluate(touch('consent.all'));
  await touches('consent.none');
  await expect.poll(() => screen.preview.pressed).toEqual(['consent.none']);
});
