import { expect, test } from 'vitest';
import { layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { viewSetTo } from '../../scripts/screens/seenPages.ts';
import { placesIn, startIn } from '../../src/screen/keypad/places.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

const screen = screenInBrowser();

/** In the page: what has the focus, and whether it is seen. */
const focused = `(() => {
  const at = document.activeElement;
  const isSeen = at.checkVisibility({ visibilityProperty: true });
  return isSeen ? at.dataset.action ?? at.dataset.place ?? at.tagName : 'nothing that is seen';
})()`;

test.each([
  ['consent-items-every-ordinary', 100],
  ['pin-full', 200],
  ['method', 200],
  ['done', 100],
] as const)(
  'a browser that was started again has its focus where the next decision is: %s, words at %d',
  async (name, text) => {
    const view = viewSetTo(name, { language: 'ja', settings: { text } });
    const last = placesIn(view).find((place) => place === 'method.staff') ?? startIn(view);
    screen.preview.push({ ...view, keys: { at: last } });
    const seenIn = async (): Promise<unknown> => {
      const page = await screen.browser.newPage({ viewport: layouts.landscape });
      await page.goto(screen.preview.url);
      await page.locator(`[data-screen="${view.screen}"]`).waitFor();
      await expect.poll(() => page.evaluate(focused)).not.toBe('BODY');
      const seen = await page.evaluate(focused);
      await page.close();
      return seen;
    };
    expect(await seenIn()).toBe(last ?? 'H1');
    expect(await seenIn()).toBe(last ?? 'H1');
  },
);
