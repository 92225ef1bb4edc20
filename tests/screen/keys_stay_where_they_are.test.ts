import { expect, test } from 'vitest';
import { type Layout, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { languages } from '../../src/problem/languages.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/** Everything that may be said above the same keys. */
const aboveTheKeys = {
  pin: ['pin', 'pin-full', 'pin-checking', 'pin-wrong', 'pin-last-try'],
  staff: ['staff-typing', 'staff-typing-lifted'],
  'card-number': ['card-number', 'card-number-expiry', 'card-number-full', 'card-number-doubted'],
} as const satisfies Record<string, readonly string[]>;

const screen = screenInBrowser();

test.each(Object.keys(layouts) as Layout[])(
  'whatever is said above them, keys neither move nor shrink: %s',
  async (layout) => {
    const page = await screen.browser.newPage({ viewport: layouts[layout], reducedMotion: 'reduce' });
    await page.goto(screen.preview.url);
    const keys = () =>
      page.evaluate(`[...document.querySelectorAll('.key')].map((key) => {
      const { x, y, width, height } = key.getBoundingClientRect();
      return [key.dataset.action, x, y, width, height].join(' ');
    })`);
    for (const language of languages) {
      for (const [id, names] of Object.entries(aboveTheKeys)) {
        const seen = [];
        for (const name of names) {
          screen.preview.push(sampleView(name, language));
          await page.waitForSelector(`html[data-screen="${id}"][data-language="${language}"]`);
          await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
          seen.push(await keys());
        }
        expect(seen[0]).toHaveLength(12);
        for (const [at, name] of names.entries()) expect(seen[at], `${name} ${language}`).toEqual(seen[0]);
      }
    }
    await page.close();
  },
);
