import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import type { View } from '../../src/screen/view.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/*
 * What somebody has of the screen who cannot see it: what is said of its own accord, what the keyboard can reach, and
 * what the window is called.
 */

const screen = screenInBrowser();
let page: Page;

beforeAll(async () => {
  page = await screen.browser.newPage({ viewport: layouts.portrait, reducedMotion: 'reduce' });
});

beforeEach(async () => {
  screen.preview.push(sampleView('idle', 'ja'));
  await page.goto(screen.preview.url);
});

async function shows(name: string, change: Partial<View> = {}, language: View['language'] = 'ja'): Promise<void> {
  const view = { ...sampleView(name, language), ...change } as View;
  screen.preview.push(view);
  await page.waitForSelector(`html[data-screen="${view.screen}"][lang="${language}"]`);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

const saidAtKeys = () => page.locator('.keypad [role="status"]').textContent();
const atFocus = () => page.evaluate('document.activeElement?.dataset.action');

test('with every digit it is said how many are typed, and never which', async () => {
  await shows('pin', { digitsTyped: 1 });
  await shows('pin', { digitsTyped: 2 });
  expect(await saidAtKeys()).toBe('4けたのうち2けたを入力しました');
  await shows('card-number-expiry');
  expect(await saidAtKeys()).toBe('有効期限の年、4けたのうち1けたを入力しました');
});

test('what the card answered is heard alone, without the digits that are gone', async () => {
  await shows('pin-wrong');
  expect(await saidAtKeys()).toBe('');
  expect(await page.locator('.pin-state').textContent()).toContain('暗証番号がちがいます');
});

test('a key that is off keeps the focus and its place in the order, says so, and sends nothing', async () => {
  await shows('pin');
  await page.focus('[data-action="pin.digit.5"]');
  await shows('pin-full');
  expect(await atFocus()).toBe('pin.digit.5');
  expect(await page.getAttribute('[data-action="pin.digit.5"]', 'aria-disabled')).toBe('true');
  await page.evaluate('document.querySelector(".keypad [role=status] span").dataset.seen = "yes"');
  await page.keyboard.press('Enter');
  // Said anew: what stood there was taken out and put in again.
  await page.waitForSelector('.keypad [role="status"] span:not([data-seen])', { state: 'attached' });
  expect(await saidAtKeys()).toBe('4けたのうち4けたを入力しました');
  expect(screen.preview.pressed).toEqual([]);
});

test('the countdown is said at ten seconds and at five', async () => {
  const heard: string[] = [];
  await page.exposeFunction('heardAloud', (text: string) => text && heard.push(text));
  // Listens before the countdown is there: on a busy machine the first word may come with the screen.
  await page.evaluate(`(() => {
    let last = '';
    new MutationObserver(() => {
      const said = document.querySelector('.countdown [role=alert]')?.textContent ?? '';
      if (said !== last) heardAloud((last = said));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  })()`);
  await shows('countdown-pin', { countdown: { leftMs: 10_600, ofMs: 20_000 } });
  await expect.poll(() => heard, { timeout: 20_000 }).toEqual(['あと10秒で終了します']);
  await shows('countdown-pin', { countdown: { leftMs: 5_600, ofMs: 20_000 } });
  await expect.poll(() => heard, { timeout: 20_000 }).toEqual(['あと10秒で終了します', 'あと5秒で終了します']);
});

test('the window is called after the step, and after nothing that is typed', async () => {
  await shows('pin', { digitsTyped: 3 });
  expect(await page.title()).toBe('本人確認 - 受付');
  await shows('card-number-full');
  expect(await page.title()).toBe('本人確認 - 受付');
  await shows('checking', {}, 'en');
  expect(await page.title()).toBe('Insurance - Check-in');
  await shows('problem-insurance');
  expect(await page.title()).toBe('保険資格を確認できませんでした - 受付');
  await shows('idle');
  expect(await page.title()).toBe('受付');
});

test('the chosen language has a ground of its own, and what is Japanese on an English screen says so', async () => {
  await shows('card-number-asking', {}, 'en');
  const ground = (language: string) =>
    page.evaluate(`getComputedStyle(document.querySelector('[data-action="language.${language}"]')).backgroundColor`);
  expect(await ground('en')).not.toBe(await ground('ja'));
  for (const japanese of ['.clinic-name', '[data-action="number.era"] span', '[data-action="number.western"] span']) {
    expect(await page.getAttribute(japanese, 'lang'), japanese).toBe('ja');
  }
});
