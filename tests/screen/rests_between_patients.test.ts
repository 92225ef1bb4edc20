import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import type { View } from '../../src/screen/view.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/*
 * The free screen is seen all day by nobody. Whatever moved on it without end would be painted 60 times a second, and
 * whatever never moved would burn in. An hour of it passes here on the page's own clock.
 */

const screen = screenInBrowser();

/** The kiosk's page with a view on it, and its clock in the test's hand. */
async function shown(view: View, selector: string): Promise<Page> {
  screen.preview.push(view);
  const page = await screen.browser.newPage({ viewport: layouts.portrait });
  onTestFinished(() => page.close());
  await page.clock.install();
  await page.goto(screen.preview.url);
  await page.waitForSelector(selector);
  return page;
}

/** What moves without an end at this moment. */
const movingWithoutEnd = (page: Page): Promise<number> =>
  page.evaluate('document.getAnimations().filter(({ effect }) => effect.getTiming().iterations === Infinity).length');

const standsAt = (page: Page): Promise<string> =>
  page.evaluate("[...document.querySelectorAll('*')].map(({ style }) => style?.translate ?? '').join('')");

/** Seconds of a span in which something moved, looked at every five. */
async function movedFor(page: Page, seconds: number): Promise<number> {
  let moved = 0;
  for (let passed = 0; passed < seconds; passed += 5) {
    if ((await movingWithoutEnd(page)) > 0) moved += 5;
    await page.clock.runFor(5_000);
  }
  return moved;
}

test('the drawing shows what to do when the screen comes up and once a minute, and rests between', async () => {
  const page = await shown(sampleView('idle', 'ja'), '.idle');
  expect(await movedFor(page, 15)).toBe(15);
  expect(await movedFor(page, 45)).toBe(0);
  expect(await movedFor(page, 240)).toBe(60);
});

test('outside opening hours nothing moves at all', async () => {
  const page = await shown({ ...sampleView('idle', 'ja'), dim: true } as View, '.idle-dim');
  expect(await movedFor(page, 120)).toBe(0);
});

test('the picture goes round by a few points, so that nothing burns in', async () => {
  const page = await shown(sampleView('idle', 'ja'), '.idle');
  const places = new Set<string>();
  for (let minute = 0; minute < 60; minute += 2) {
    places.add(await standsAt(page));
    await page.clock.runFor(120_000);
  }
  expect(places.size).toBe(8);
});

test('a screen that somebody reads stands still under the finger', async () => {
  const page = await shown(sampleView('method', 'ja'), '.method');
  await page.clock.runFor(600_000);
  expect(await standsAt(page)).toBe('');
});
