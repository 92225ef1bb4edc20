import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cameraPicture } from '../../scripts/screens/screenPreview.ts';
import { type Layout, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleNames, sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { openStillPage, type StillPage } from '../../scripts/screens/stillPage.ts';
import { type Language, languages } from '../../src/problem/languages.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faultFinder = readFileSync(join(projectRoot(), 'scripts', 'screens', 'screenPreviewFaults.js'), 'utf8')
  .trim()
  // A function expression, to be called in the page: the formatter's semicolon would end it too early.
  .replace(/;$/, '');

/** CSS pixels. */
const limits = { smallestTarget: 64, smallestText: 22 };

/** Japanese in both orientations; every other language in one of them, so that each screen is seen once in each. */
function isLookedAt(at: number, language: Language, layout: Layout): boolean {
  return language === 'ja' || (at + languages.indexOf(language)) % 2 === (layout === 'portrait' ? 0 : 1);
}

/** What the script in the page says. */
const found = z.strictObject({ faults: z.array(z.string()), places: z.record(z.string(), z.string()) });

/** In the page: the size of the mirror's picture, and the row in which the white of the body begins. */
const mirrored = `(() => {
  const canvas = document.querySelector('.mirror-picture');
  const { data } = canvas.getContext('2d').getImageData(canvas.width >> 1, 0, 1, canvas.height);
  const isWhite = (_, y) => Math.min(...data.subarray(4 * y, 4 * y + 3)) > 225;
  return [canvas.width, canvas.height, Array.from({ length: canvas.height }).findIndex(isWhite)];
})()`;
const threeNumbers = z.tuple([z.number(), z.number(), z.number()]);

const classesShown = '[...document.querySelectorAll("body [class]")].map((element) => element.getAttribute("class"))';
const classes = z.array(z.string());

/** Set to a folder to look at what was measured. */
const picturesFolder = process.env.SCREEN_PICTURES;

const screen = screenInBrowser();
let picture: Buffer;

beforeAll(async () => {
  picture = await cameraPicture();
  if (picturesFolder) mkdirSync(picturesFolder, { recursive: true });
});

describe.each(Object.keys(layouts) as Layout[])('%s', (layout) => {
  let shown: StillPage;
  /**
   * What axe has looked at in this orientation: each screen in each state, each class of element. It takes longer than
   * all the rest; every screen in every language is `npm run survey:screens`.
   */
  const lookedAt = new Set<string>();

  beforeAll(async () => {
    shown = await openStillPage(screen.browser, screen.preview.url, layout);
    await shown.page.evaluate(axeSource);
  });

  afterAll(async () => {
    await shown.page.close();
    expect(shown.complaints).toEqual([]);
  });

  test.each([
    [false, 480],
    [true, 360],
  ])('the mirror follows the low position: %s', async (low, rows) => {
    const view = sampleView('face-looking', 'ja');
    await shown.show({ ...view, settings: { ...view.settings, low } }, picture);
    await shown.page.waitForFunction(`document.querySelector('.mirror-picture').height === ${rows}`);
    // Its height is that of the crop before the next picture is drawn in it; a camera always has a next one.
    const drawn = async () => {
      screen.preview.picture(picture);
      return threeNumbers.parse(await shown.page.evaluate(mirrored));
    };
    // What is left out is left out at the top: the body begins at 350 of the camera's 480 rows.
    await expect.poll(async () => Math.abs((await drawn())[2] - (350 - (480 - rows)))).toBeLessThan(6);
    expect((await drawn()).slice(0, 2)).toEqual([640, rows]);
  });

  describe.each(languages)('%s', (language) => {
    /** Where each key of a screen and each way out was seen first. */
    const places = new Map<string, string>();
    test.each(sampleNames.filter((_name, at) => isLookedAt(at, language, layout)))(
      '%s fits, can be hit, and is accessible',
      async (name) => {
        const view = sampleView(name, language);
        const isLive = view.screen === 'face' && view.state !== 'preparing';
        await shown.show(view, isLive ? picture : undefined);
        const { page } = shown;
        if (picturesFolder) await page.screenshot({ path: join(picturesFolder, `${name}-${layout}-${language}.png`) });

        const seen = found.parse(await page.evaluate(`(${faultFinder})(${JSON.stringify(limits)})`));
        expect(seen.faults).toEqual([]);
        for (const [action, place] of Object.entries(seen.places)) {
          // The keys of a screen are its own; the ways out are the same everywhere.
          const key = action.startsWith('pin.') ? `${action} of ${view.screen}` : action;
          const first = places.get(key) ?? place;
          places.set(key, first);
          expect(`${key} at ${place}`).toBe(`${key} at ${first}`);
        }

        const state = `${view.screen} ${'state' in view && view.state}`;
        const kinds = [...classes.parse(await page.evaluate(classesShown)), state];
        if (kinds.every((kind) => lookedAt.has(kind))) return;
        for (const kind of kinds) lookedAt.add(kind);
        const { violations }: AxeResults = await page.evaluate('axe.run({ resultTypes: ["violations"] })');
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
      },
    );
  });
});
