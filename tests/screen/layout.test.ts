import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../../src/screen/view.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { cameraPicture, type ScreenPreview, startScreenPreview } from '../support/screen/screenPreview.ts';
import { type Layout, launchBrowser, layouts } from '../support/screen/screenPreviewBrowser.ts';
import { sampleNames, sampleView } from '../support/screen/screenPreviewViews.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faultFinder = readFileSync(join(projectRoot(), 'tests', 'support', 'screen', 'screenPreviewFaults.js'), 'utf8')
  .trim()
  // A function expression, to be called in the page: the formatter's semicolon would end it too early.
  .replace(/;$/, '');

/** CSS pixels. */
const limits = { smallestTarget: 64, smallestText: 22 };

/** Set to a folder to look at what was measured. */
const picturesFolder = process.env.SCREEN_PICTURES;

let preview: ScreenPreview;
let browser: Browser;

beforeAll(async () => {
  preview = await startScreenPreview();
  browser = await launchBrowser();
  if (picturesFolder) mkdirSync(picturesFolder, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  await preview.close();
});

describe.each(Object.keys(layouts) as Layout[])('%s', (layout) => {
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    // Still pictures: what is measured must not be on its way somewhere.
    page = await browser.newPage({ viewport: layouts[layout], reducedMotion: 'reduce' });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(preview.url);
  });

  afterAll(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });

  describe.each(languages)('%s', (language) => {
    test.each(sampleNames)('%s fits, can be hit, and is accessible', async (name) => {
      const view = sampleView(name, language);
      preview.push(view);
      await page.waitForSelector(`html[data-screen="${view.screen}"][lang="${language}"]`);
      if (view.screen === 'face' && view.state !== 'preparing') {
        preview.picture(await cameraPicture());
        await page.waitForSelector('.mirror-live');
      }
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      if (picturesFolder) await page.screenshot({ path: join(picturesFolder, `${name}-${layout}-${language}.png`) });

      expect(await page.evaluate(`(${faultFinder})(${JSON.stringify(limits)})`)).toEqual([]);
      expect(await seriousViolations(page)).toEqual([]);
    });
  });
});

async function seriousViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
  const result: AxeResults = await page.evaluate('axe.run()');
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
