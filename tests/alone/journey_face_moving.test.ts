import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { ja } from '../../src/screen/words/ja.ts';
import { KioskBrowser } from '../support/browser/browser.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;
let browser: KioskBrowser;

beforeAll(async () => {
  // Time for somebody who does everything wrong first, on a machine that is busy with other tests.
  kiosk = await place.start('--set', 'face.attemptSeconds=30', '--set', 'face.liveness=on-doubt');
  browser = await KioskBrowser.open(kiosk.addresses.screen, 'portrait');
});

afterAll(async () => {
  await browser.close();
  await place.clear();
});

/** Keeps every sentence of the face screen in the page itself: a busy machine that only looked now and then misses some. */
const listening = `
  globalThis.said = [];
  const listen = () => {
    const text = document.querySelector('[data-screen="face"] main [role="status"]')?.textContent;
    if (text && text !== said.at(-1)) said.push(text);
  };
  new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
  listen();
`;

/** What the face screen said until it made way for the next one. */
async function saidUntilRecognised(): Promise<readonly string[]> {
  const { page } = browser;
  await page.evaluate(listening);
  await page.locator('[data-screen="consent"]').waitFor({ timeout: 90_000 });
  return page.evaluate<readonly string[]>('globalThis.said');
}

test('who looks away and stands too far off is told what to do and recognised, with nothing pressed again', async () => {
  await kiosk.simulator.showCamera({ person: 'yamada-hanako', script: 'moves' });
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.touches('method', 'method.face');
  await browser.sees('face');
  const said = await saidUntilRecognised();
  const { guidance } = ja.face;
  // What was wrong is mended in turn, then the head is turned as the screen asks.
  const turn = `(${guidance['turn-left']}|${guidance['turn-right']})`;
  expect(said.join('\n')).toMatch(new RegExp([guidance['look-straight'], guidance.closer, turn].join('[^]*')));
  expect(said).not.toContain(ja.face.failed);

  await browser.touches('consent', 'consent.none');
  await browser.touches('done', 'done.ok');
  await kiosk.simulator.removeCard();
  const [held] = await kiosk.simulator.receives(1);
  expect(held?.reception.holder).toMatchObject({ method: 'face' });
  expect(browser.complaints).toEqual([]);
}, 120_000);
