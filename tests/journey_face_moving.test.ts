import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ja } from '../src/screen/words/ja.ts';
import { KioskBrowser } from './support/browser.ts';
import { KioskPlace, type KioskProcess } from './support/kioskProcess.ts';

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

/** What the face screen says until it makes way for the next one. Words stand for 700 ms at least: none is missed. */
async function saidUntilRecognised(): Promise<readonly string[]> {
  const said: string[] = [];
  const { page } = browser;
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if ((await page.locator('[data-screen="consent"]').count()) > 0) return said;
    const text = await page
      .locator('[data-screen="face"] main [role="status"]')
      .textContent({ timeout: 200 })
      .catch(() => null);
    if (text !== null && text !== said.at(-1)) said.push(text);
    await delay(100);
  }
  throw new Error(`not recognised in a minute; the screen said: ${said.join(' → ')}`);
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
