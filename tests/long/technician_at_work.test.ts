import { Agent } from 'node:https';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { codeAt } from '../../src/desk/accounts/secondFactor/totp.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { KioskBrowser } from '../support/browser/browser.ts';
import { keepPdfPages } from '../support/browser/pdfPages.ts';
import { DeskClient, goodPassword } from '../support/desk/desk.ts';
import { secretIn } from '../support/desk/secondFactor.ts';

const { width, height } = { width: 800, height: 1280 };
const corners = [
  [20, 20],
  [width - 20, 20],
  [width - 20, height - 20],
  [20, height - 20],
] as const;

test('corners, sign-in with an app, every step, burn-in, report as PDF, and back in service', async () => {
  const place = new KioskPlace();
  onTestFinished(() => place.clear());
  const kiosk = await place.start('--set', 'simulator.cardCamera=true');
  const browser = await KioskBrowser.open(kiosk.addresses.screen, 'portrait');
  onTestFinished(() => browser.close());
  const { page } = browser;
  const agent = new Agent({ rejectUnauthorized: false });
  onTestFinished(() => agent.destroy());
  const desk = () => new DeskClient(kiosk.addresses.desk, agent);

  const admin = desk();
  await admin.post('/api/sign-in', { name: '受付デモ', password: 'uketsuke-demo-desk' });
  /** A technician with an app of their own, whose secret is answered. */
  const hired = async (name: string) => {
    const { code } = (await admin.post('/api/staff', { name, role: 'technician', days: 3 })).json();
    const own = desk();
    await own.post('/api/invitation', { code, password: goodPassword });
    const { uri } = (await own.post('/api/me/second-factor/begin')).json();
    const secret = secretIn(String(uri));
    // A code works once: that of half a minute ago is used up here.
    const enrolled = await own.post('/api/me/second-factor/accept', { code: codeAt(secret, Date.now() - 30_000) });
    expect(enrolled.status, enrolled.text).toBe(200);
    return secret;
  };
  const secret = await hired('ichiro');
  const othersSecret = await hired('jiro');

  const around = async (): Promise<void> => {
    for (const [x, y] of corners) {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.waitForTimeout(1_100);
      await page.mouse.up();
    }
  };
  const signIn = async (password: string, typed: string, name = 'ichiro'): Promise<void> => {
    await page.fill('input[name=name]', name);
    await page.fill('input[name=password]', password);
    await page.fill('input[name=code]', typed);
    await page.click('.bench-door button[type=submit]');
  };
  /** Why somebody is turned away who types this. */
  const turnedAway = async (...typed: Parameters<typeof signIn>): Promise<string | null> => {
    await signIn(...typed);
    // While it is looked into nothing is said.
    await page.waitForSelector('.bench-quiet');
    return page.textContent('.bench-bad');
  };
  const refused = expect.stringContaining('期限が切れています');

  // Never while a card lies there: a visit goes on.
  await browser.sees('idle');
  await kiosk.simulator.insertCard('yamada-hanako');
  await browser.sees('method');
  await around();
  await browser.sees('method');
  expect((await admin.post('/api/kiosk/diagnose')).status).toBe(409);
  await kiosk.simulator.removeCard();
  await browser.sees('idle');

  await around();
  await browser.sees('diagnostics');
  await browser.picture('diagnostics-door');
  expect(await turnedAway('not the password', codeAt(secret, Date.now()))).toEqual(refused);
  // Everything is right, and the account ended a minute ago.
  const accounts = new Sqlite(join(place.dataFolder, 'desk', 'desk.sqlite'));
  onTestFinished(() => void accounts.close());
  accounts.prepare("UPDATE staff SET expires_at = ? WHERE name = 'jiro'").run(Date.now() - 60_000);
  expect(await turnedAway(goodPassword, codeAt(othersSecret, Date.now()), 'jiro')).toEqual(refused);
  const typed = codeAt(secret, Date.now());
  await signIn(goodPassword, typed);
  await page.waitForSelector('.bench-step');

  const press = (action: string) => page.click(`[data-action="${action}"]`);
  const state = (id: string) => page.getAttribute(`.bench-step[data-step="${id}"]`, 'data-state');
  const settles = async (id: string): Promise<string | null> => {
    await expect.poll(() => state(id), { timeout: 120_000 }).toMatch(/passed|failed|skipped/);
    await browser.picture(`diagnostics-${id}`);
    return state(id);
  };
  await press('tech.run');
  expect(await settles('overview')).toBe('passed');
  await kiosk.simulator.insertCard('yamada-hanako');
  await press('tech.step.card');
  await press('tech.run');
  expect(await settles('card')).toBe('passed');
  expect(await page.textContent('.bench')).not.toMatch(/山田|花子/);
  for (const id of ['camera', 'card-camera']) {
    await press(`tech.step.${id}`);
    await press('tech.run');
    await page.waitForSelector('.bench-plot polyline', { timeout: 60_000 });
    await press('tech.stop');
    expect(await settles(id)).toBe('passed');
  }
  await press('tech.step.touch');
  await press('touch.begin');
  const grid = await page.locator('.bench-grid').boundingBox();
  for (let down = 0; down < 10; down++) {
    for (let across = 0; across < 6; across++) {
      const { x = 0, y = 0, width: wide = 0, height: high = 0 } = grid ?? {};
      await page.mouse.move(x + (wide * (across + 0.5)) / 6, y + (high * (down + 0.5)) / 10);
    }
  }
  await press('touch.judge');
  expect(await settles('touch')).toBe('passed');
  await press('tech.step.sound');
  await press('tech.run');
  await page.waitForSelector('[data-action="tech.heard.yes"]', { timeout: 60_000 });
  await press('tech.heard.yes');
  await settles('sound');
  for (const id of ['face', 'network', 'machine']) {
    await press(`tech.step.${id}`);
    await press('tech.run');
    await settles(id);
  }
  await press('tech.step.burn-in');
  await press('tech.run.m1');
  await page.waitForSelector('.bench-rows', { timeout: 60_000 });
  expect(await settles('burn-in')).toBe('passed');
  await press('tech.step.report');
  await press('tech.report');
  await page.waitForSelector('.bench-said');
  await browser.picture('diagnostics-report');

  const { reports } = (await admin.get('/api/reports')).json();
  const [{ id }] = reports as [{ id: string }];
  const pdf = await admin.get(`/reports/${id}/pdf`);
  expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
  await keepPdfPages(pdf.bytes, 'report');
  expect((await admin.get(`/reports/${id}`)).text).toContain('ichiro');

  // The card has to go first; then patients are served again.
  await press('tech.end');
  await page.waitForSelector('.bench', { state: 'detached' });
  await browser.sees('diagnostics');
  await kiosk.simulator.removeCard();
  await browser.sees('idle');

  // The same code a second time opens nothing, and who goes on guessing shuts the door, also for those who know.
  await around();
  await page.waitForSelector('.bench-door');
  expect(await turnedAway(goodPassword, typed)).toEqual(refused);
  for (let wrong = 2; wrong < 5; wrong += 1) expect(await turnedAway(`guess ${wrong}`, '000000')).toEqual(refused);
  expect(await turnedAway('guess 5', '000000')).toContain('15分');
  await signIn(goodPassword, codeAt(secret, Date.now()));
  await page.waitForTimeout(1_500);
  expect(await page.textContent('.bench-bad')).toContain('15分');
  await press('tech.end');
  await browser.sees('idle');
}, 900_000);
