import { expect, test, vi } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { testDesk, waitingForStaff } from '../support/desk/desk.ts';
import { deskBrowser } from '../support/desk/deskBrowser.ts';
import { sampleReception } from '../support/outbox/queue.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

test('one key for each frequent act, none while somebody types, and none where they are switched off', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { page, complaints, signIn } = await deskBrowser(desk.url);
  await signIn(client);
  const card = { name: '髙橋　一郎', birthdate: '19850412', sex: '1', address: '緑町1-2-3' } as const;

  const calling = waitingForStaff({ needs: 'help', screen: 'pin' });
  desk.kiosk.put(calling);
  await page.getByText('患者さんが職員を呼んでいます').waitFor();
  await page.keyboard.press('h');
  await page.getByText('呼び出しを消しました。').waitFor();
  expect(desk.kiosk.helped).toEqual([calling.visit]);

  const waiting = waitingForStaff({ card });
  desk.kiosk.put(waiting);
  await page.getByText('目視確認を待っています', { exact: true }).waitFor();
  await page.keyboard.press('a');
  await page.getByText('髙橋　一郎').waitFor();
  // Without a reason the browser asks for one.
  await page.keyboard.press('a');
  await page.keyboard.press('3');
  await page.keyboard.press('a');
  await page.getByText('承認しました。').waitFor();
  expect(desk.kiosk.approvals).toEqual([{ visit: waiting.visit, staff: client.staff, reason: 'injury', oral: false }]);

  await page.keyboard.press('c');
  // In a field a letter is a letter.
  await page.locator('input[name="birth"]').pressSequentially('r?');
  expect(new URL(page.url()).pathname).toBe('/kiosk/number');
  expect(await page.locator('#keys').isVisible()).toBe(false);
  await page.locator('h1').click();
  await page.keyboard.press('r');
  await page.waitForURL(desk.url);

  await page.keyboard.press('?');
  await page.getByLabel('1文字のキー操作を使う').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('c');
  expect(await page.locator('#keys').isVisible()).toBe(false);
  expect(new URL(page.url()).pathname).toBe('/');
  // Also after the page was opened again; and the list of keys is still found.
  await page.reload();
  await page.keyboard.press('c');
  await page.getByText('職員 1（受付）').click();
  await page.getByRole('button', { name: 'キー操作' }).click();
  await page.getByLabel('1文字のキー操作を使う').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.waitForURL('**/kiosk/number');
  expect(complaints).toEqual([]);
});

test('an arrival disturbs nobody: the focus stays, in whatever has come in above it', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const first = sampleReception();
  unwrap(desk.outbox.record(first));
  const { page, signIn } = await deskBrowser(desk.url);
  await signIn(client);
  const link = page.locator(`#arrivals a[href="/arrivals/${first.id}"]`);
  await link.focus();
  for (const more of [1, 2]) {
    unwrap(desk.outbox.record(sampleReception()));
    await page.locator(`#arrivals tbody tr:nth-child(${more + 1})`).waitFor();
    expect(await page.locator(':focus').getAttribute('href')).toBe(`/arrivals/${first.id}`);
  }
  const summary = page.locator('#menu-own summary');
  await summary.focus();
  desk.kiosk.put(waitingForStaff({ needs: 'help' }));
  await page.getByText('患者さんが職員を呼んでいます').waitFor();
  expect(await page.locator('#menu-own summary:focus').count()).toBe(1);
});
