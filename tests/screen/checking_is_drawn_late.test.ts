import { expect, test } from 'vitest';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { openStillPage } from '../../scripts/screens/stillPage.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

const screen = screenInBrowser();

const drawings = 'document.querySelectorAll(".scene-checking").length';
const words = 'document.querySelectorAll("main h1").length';

test('資格確認 says its words at once, and is drawn when the answer is not there soon', async () => {
  const { page, layAll } = await openStillPage(screen.browser, screen.preview.url, 'portrait');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await layAll([sampleView('checking', 'ja')], `[${words}, ${drawings}]`)).toEqual([1, 0]);
  await page.locator('.scene-checking').waitFor();
  await page.close();
});

test('where nothing is to move, words and drawing come together', async () => {
  const { page, layAll } = await openStillPage(screen.browser, screen.preview.url, 'portrait');
  expect(await layAll([sampleView('checking', 'ja')], `[${words}, ${drawings}]`)).toEqual([1, 1]);
  await page.close();
});
