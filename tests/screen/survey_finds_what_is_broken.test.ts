import { beforeAll, expect, test } from 'vitest';
import { openStillPage, type StillPage } from '../../scripts/screens/stillPage.ts';
import { Examiner } from '../../scripts/survey/screens/examiner.ts';
import type { Mode } from '../../scripts/survey/screens/looks.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/*
 * The survey of all screens leaves out what it knows. That it knows a screen must not keep it from finding what has broken
 * since.
 */

const screen = screenInBrowser();
let still: StillPage;
const examiner = new Examiner();

const faultsIn = (mode: Mode) =>
  examiner.faultsOf(still, { state: 'method', layout: 'portrait', language: 'en', mode });

beforeAll(async () => {
  still = await openStillPage(screen.browser, screen.preview.url, 'portrait');
  await examiner.open(still.page);
  for (const mode of ['normal', 'dark', '200', 'calm'] as const) expect(await faultsIn(mode)).toEqual([]);
});

test.each<readonly [string, Mode, style: string, found: RegExp]>([
  ['pale words', 'normal', '.choice-name { color: #999 !important; }', /words \d\.\d[\s\S]*axe color-contrast/],
  ['pale words where it is dark', 'dark', '.choice-name { color: #333 !important; }', /words \d\.\d/],
  ['pale words where it is calm', 'calm', ':root[data-calm] .choice-name { color: #999 !important; }', /words \d\.\d/],
  ['small targets', 'normal', '.choice { height: 20px; min-height: 0; overflow: hidden; }', /target of \d+ × 38/],
  ['words that are cut off', '200', '.title { height: 1.5rem; overflow: hidden; }', /cut off|words stick out/],
  ['no heading', '200', 'h1 { display: none !important; }', /headings of the first level/],
  ['a cursor without a ring in colours not seen before', 'high', '* { outline: none !important; }', /without a ring/],
])('%s, %s', async (_name, mode, style, found) => {
  // Not as a tag: the page takes no style from elsewhere.
  const sheet = `const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(style)});`;
  await still.page.evaluate(`{ ${sheet} document.adoptedStyleSheets = [sheet]; }`);
  const faults = await faultsIn(mode);
  await still.page.evaluate('document.adoptedStyleSheets = []');
  expect(faults.join('\n')).toMatch(found);
  expect(await faultsIn(mode)).toEqual([]);
});

test('markup that says nothing to who does not see, on a later page too', async () => {
  const broken = `document.body.insertAdjacentHTML('beforeend', '<main data-off><img src="data:,"></main>')`;
  await still.page.evaluate(broken);
  expect((await faultsIn('200')).join('\n')).toMatch(/axe image-alt/);
  await still.page.evaluate(`document.querySelector('main[data-off]').remove()`);
  expect(await faultsIn('200')).toEqual([]);
});
