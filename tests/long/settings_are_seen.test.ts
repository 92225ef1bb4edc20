import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cursorFaults } from '../../scripts/screens/cursorFaults.ts';
import { type Layout, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleNames } from '../../scripts/screens/screenPreviewViews.ts';
import { faultsOf, viewSetTo, type Way } from '../../scripts/screens/seenPages.ts';
import { openStillPage, type StillPage } from '../../scripts/screens/stillPage.ts';
import { languages } from '../../src/screen/view.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/*
 * Every screen as patients set it: large words in both orientations, low, in the longest languages, in every contrast;
 * each of its pages. The ordinary look is `layout.test.ts`.
 */

const screen = screenInBrowser();

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
    still = await openStillPage(screen.browser, screen.preview.url, layout);
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
      unseen.push(...(await cursorFaults(still, view)).map((fault) => `${name}: ${fault}`));
    }
    expect(unseen).toEqual([]);
  });
});
