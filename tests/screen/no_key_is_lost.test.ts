import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import type { View } from '../../src/screen/view.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

const screen = screenInBrowser();
let page: Page;

beforeAll(async () => {
  page = await screen.browser.newPage({ viewport: layouts.portrait });
  await page.goto(screen.preview.url);
});

/** The PIN's keys, with the cursor at one of them. */
const at = (place: string): View => ({ ...sampleView('pin', 'ja'), keys: { at: place } });

const key = (type: 'keydown' | 'keyup', more = '') =>
  `document.activeElement.dispatchEvent(new KeyboardEvent('${type}', { code: 'Space', key: ' ', bubbles: true, cancelable: true, ${more} }))`;

const cursorIsAt = (place: string) => page.locator(`[data-action="${place}"]:focus`).waitFor();

test('a switch that is pressed in the very moment the cursor moves is pressed', async () => {
  screen.preview.push(at('pin.digit.1'));
  await cursorIsAt('pin.digit.1');
  await page.evaluate(`addEventListener('focusin', () => { ${key('keydown')}; ${key('keyup')}; }, { once: true })`);
  screen.preview.push(at('pin.digit.2'));
  await cursorIsAt('pin.digit.2');
  await expect.poll(() => screen.preview.pressed.splice(0)).toEqual(['Space down', 'Space up']);
});

test('a switch that went down comes up, wherever the focus is by then', async () => {
  screen.preview.push(at('pin.digit.1'));
  await cursorIsAt('pin.digit.1');
  const taken = await page.evaluate(`[
    ${key('keydown')},
    document.querySelector('[data-action="pin.digit.3"]').focus(),
    ${key('keydown', 'repeat: true')},
    ${key('keyup')},
  ].map((isTheBrowsers) => isTheBrowsers !== true)`);
  await expect.poll(() => screen.preview.pressed.splice(0)).toEqual(['Space down', 'Space up']);
  // The browser would press the button that has the focus now.
  expect(taken).toEqual([true, true, true, true]);
});

test('a button that somebody has tabbed to is pressed by the browser', async () => {
  screen.preview.push(at('pin.digit.2'));
  await cursorIsAt('pin.digit.2');
  const isTheBrowsers = await page.evaluate(`(() => {
    document.querySelector('[data-action="pin.digit.3"]').focus();
    return [${key('keydown')}, ${key('keyup')}];
  })()`);
  expect(isTheBrowsers).toEqual([true, true]);
  await page.keyboard.press('Space');
  await expect.poll(() => screen.preview.pressed.splice(0)).toEqual(['pin.digit.3']);
});
