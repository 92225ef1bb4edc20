import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { placesIn } from '../../src/screen/keypad/places.ts';
import { languages } from '../../src/screen/view.ts';
import { type ScreenPreview, startScreenPreview } from '../support/screen/screenPreview.ts';
import { type Layout, launchBrowser, layouts } from '../support/screen/screenPreviewBrowser.ts';
import { sampleNames } from '../support/screen/screenPreviewViews.ts';
import { faultsOf, viewSetTo, type Way } from '../support/screen/seenPages.ts';
import { openStillPage, type StillPage } from '../support/screen/stillPage.ts';

/*
 * Every screen as patients set it: large words in both orientations, low, in the longest languages, in every contrast;
 * each of its pages. The ordinary look is `layout.test.ts`.
 */

let preview: ScreenPreview;
let browser: Browser;

beforeAll(async () => {
  preview = await startScreenPreview();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await preview.close();
});

/** Each screen once in each of these; by turns where it says so. */
const ways: Readonly<Record<string, (at: number, layout: Layout) => Way>> = {
  'large words': () => ({ language: 'ja', settings: { text: 200 } }),
  'large words, all to press in the lower part': (at) => ({
    language: at % 2 ? 'ja' : 'ja-easy',
    settings: { text: 200, low: true },
  }),
  'larger words in the longest languages': (at, layout) => ({
    language: at % 2 === (layout === 'portrait' ? 0 : 1) ? 'pt' : 'vi',
    settings: { text: at % 4 < 2 ? 200 : 150, low: at % 3 === 0 },
  }),
  'other colours': (at, layout) => ({
    language: languages[at % languages.length] ?? 'ja',
    settings: { contrast: at % 2 === (layout === 'portrait' ? 0 : 1) ? 'high' : 'dark', low: at % 3 === 0 },
  }),
};

describe.each(Object.keys(layouts) as Layout[])('%s', (layout) => {
  let still: StillPage;

  beforeAll(async () => {
    still = await openStillPage(browser, preview.url, layout);
  });

  afterAll(async () => {
    await still.page.close();
    expect(still.complaints).toEqual([]);
  });

  /** What is wrong, by screen. */
  async function wrongIn(cases: readonly (readonly [name: string, way: Way])[]): Promise<Record<string, unknown>> {
    const wrong: Record<string, unknown> = {};
    for (const [name, way] of cases) {
      const faults = await faultsOf(still, viewSetTo(name, way));
      if (faults.length > 0) wrong[`${name} ${JSON.stringify(way)}`] = faults;
    }
    return wrong;
  }

  test.each(Object.entries(ways))('%s: nothing is cut off, covered, pale or too small', async (_name, way) => {
    expect(await wrongIn(sampleNames.map((name, at) => [name, way(at, layout)]))).toEqual({});
  });

  test('what lies over the screen is as well to be seen', async () => {
    const panels = (['settings', 'keys'] as const).flatMap((panel) =>
      languages.flatMap((language) =>
        ([100, 150, 200] as const).map((text, at): [string, Way] => {
          const low = (at + languages.indexOf(language)) % 2 === 0;
          return ['method', { language, panel, settings: { text, low, voice: 'on' } }];
        }),
      ),
    );
    expect(await wrongIn(panels)).toEqual({});
  });

  test('the cursor of the keys is seen wherever it stands, on the page that is up', async () => {
    const unseen: string[] = [];
    for (const [at, name] of sampleNames.entries()) {
      const view = viewSetTo(name, { language: 'ja', settings: { text: at % 2 ? 200 : 100, low: at % 3 === 0 } });
      for (const place of placesIn(view).filter((each) => !each.startsWith('language.'))) {
        await still.lay({ ...view, keys: { at: place } });
        const seen = cursor.parse(await still.page.evaluate(whereIsTheCursor));
        if (seen !== place) unseen.push(`${name}: ${place} (${seen})`);
      }
    }
    expect(unseen).toEqual([]);
  });
});

const cursor = z.string();

/** In the page: the name of the place that has the focus, where it and its ring are seen; otherwise why not. */
const whereIsTheCursor = `(() => {
  const at = document.activeElement;
  if (!at.checkVisibility({ visibilityProperty: true })) return 'on another page';
  const { left, top, right, bottom, width, height } = at.getBoundingClientRect();
  if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1) return 'outside the screen';
  if (!at.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return 'covered';
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  if (outlineStyle !== 'solid' || Number.parseFloat(outlineWidth) < 4) return 'without a ring';
  return at.dataset.action ?? at.dataset.place ?? at.tagName;
})()`;
