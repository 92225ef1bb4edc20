import { expect, test, vi } from 'vitest';
import { ok, unwrap } from '../../src/problem/result.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { keepPicture } from '../support/browser/pictures.ts';
import { goodPassword, testDesk, waitingForStaff } from '../support/desk/desk.ts';
import { deskBrowser } from '../support/desk/deskBrowser.ts';
import { sampleReception } from '../support/outbox/queue.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

const card = { name: '髙橋　一郎', birthdate: '19850412', sex: '1', address: '東京都ひいらぎ市緑町1-2-3' } as const;

test('a receptionist signs in with the keyboard, is called, approves, and sees the arrival come in', async () => {
  const desk = await testDesk();
  const made = desk.accounts.create('受付 花子', 'receptionist');
  if (made.done) await desk.accounts.setPassword(made.value.id, goodPassword);
  // Until there is an administrator the desk asks for one.
  await desk.signedIn('administrator');
  const { page, complaints } = await deskBrowser(desk.url);

  await page.keyboard.type('受付 花子');
  await page.keyboard.press('Tab');
  await page.keyboard.type(goodPassword);
  await page.keyboard.press('Enter');
  await page.getByText('受付できます').waitFor();

  const now = waitingForStaff({ card, since: Date.now() - 2 * 60_000 });
  desk.kiosk.put(now);
  // Without touching anything.
  await page.getByRole('link', { name: '目視確認をする' }).click();
  await page.getByText('髙橋　一郎').waitFor();
  await page.getByLabel('けが・体調のため').check();
  await page.getByRole('button', { name: '本人と確認しました（承認）' }).click();
  await page.getByText('承認しました。受付機で手続きが続きます。').waitFor();
  expect(desk.kiosk.approvals).toEqual([{ visit: now.visit, staff: 's-1', reason: 'injury', oral: false }]);

  unwrap(desk.outbox.record(sampleReception({ person: card })));
  await page.getByRole('rowheader', { name: '山田　花子' }).waitFor();
  await keepPicture(page, 'desk');
  expect(complaints).toEqual([]);
});

test('on another page, and in another tab, a call is still seen', async () => {
  const desk = await testDesk();
  const made = desk.accounts.create('花子', 'receptionist');
  if (made.done) await desk.accounts.setPassword(made.value.id, goodPassword);
  // Until there is an administrator the desk asks for one.
  await desk.signedIn('administrator');
  const { page } = await deskBrowser(desk.url);
  desk.kiosk.put(waitingForStaff({ needs: 'help', screen: 'pin' }));
  // Nobody is signed in yet, and somebody is calling.
  await page.getByText('受付機で職員を待っています').waitFor();
  await page.getByLabel('名前').fill('花子');
  await page.getByLabel('パスワード', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'サインイン' }).click();
  await page.getByText('花子（受付）').click();
  await page.getByRole('link', { name: '自分の設定' }).click();
  await page.getByText('受付機で患者さんが呼んでいます').waitFor();
  expect(await page.title()).toMatch(/^● /);
  desk.kiosk.put({ needs: null });
  await page.getByText('受付機で患者さんが呼んでいます').waitFor({ state: 'hidden' });
});

const answer = { ...sampleReception().eligibility, birthdate: card.birthdate, sex: card.sex };

/** Somebody who is called otherwise by the insurer. */
function heldBackOf(name: string): Reception {
  const reception = sampleReception({ person: { ...card, name } });
  return { ...reception, eligibility: null, link: { kind: 'mismatch', differs: ['name'] } };
}

test('a name that differs is compared with the card, 本人です is said, listed, and taken back', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('receptionist');
  const heldBack = heldBackOf('ＬＥＥ　ＨＡＮＡＫＯ');
  unwrap(desk.outbox.record(heldBack));
  desk.answeringAgain = ok(answer);
  const { page, complaints, signIn } = await deskBrowser(desk.url);
  await signIn(client);
  await page.getByRole('rowheader').getByRole('link', { name: 'ＬＥＥ　ＨＡＮＡＫＯ' }).click();
  await page.getByRole('link', { name: 'カードと見比べて本人か確認する' }).click();
  await page.getByRole('cell', { name: answer.name }).waitFor();
  await page.getByLabel('通称・併記名').check();
  await page.getByLabel('カードの券面の氏名・生年月日と、ご本人を確認しました').check();
  await page.getByRole('button', { name: '本人です（受付を完了する）' }).click();
  await page.getByText('本人として受付を完了しました。').waitFor();
  await page.getByText('ひいらぎ市国民健康保険').waitFor();
  expect(unwrap(desk.outbox.reception(heldBack.id))?.version).toBe(2);

  await page.getByText('そのほか', { exact: true }).click();
  await page.getByRole('link', { name: '本人の確認' }).click();
  await page.getByRole('button', { name: '取り消す' }).click();
  await page.getByText('いまは1件もありません。').waitFor();
  expect(unwrap(desk.saidSame.all())).toEqual([]);
  expect(complaints).toEqual([]);
});

test('no page stands in anybody’s way', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('administrator');
  const reception = sampleReception({ person: card });
  unwrap(desk.outbox.record(reception));
  const heldBack = heldBackOf('ＬＥＥ　ＨＡＮＡＫＯ');
  unwrap(desk.outbox.record(heldBack));
  desk.answeringAgain = ok(answer);
  const names = { serial: '0a', card: 'A', answer: 'B' };
  unwrap(desk.saidSame.say({ names, reception: heldBack.id, staff: client.staff, reason: 'alias' }));
  desk.kiosk.put(waitingForStaff({ card, needs: 'help', problem: 'U-405', differs: ['name'] }));
  const { page, obstacles, complaints, faults, signIn } = await deskBrowser(desk.url);
  const found: Record<string, readonly string[]> = { '/sign-in': await obstacles() };
  await page.goto(new URL('/invitation', desk.url).href);
  found['/invitation'] = await obstacles();
  await signIn(client);
  await client.post('/api/mode/open', { kind: 'disaster', reason: '地震' });
  const paths = [
    '/',
    `/arrivals/${reception.id}`,
    `/arrivals/${heldBack.id}`,
    `/arrivals/${heldBack.id}/same-person`,
    '/same-person',
    '/kiosk/visual',
    '/kiosk/number',
    '/insurance-look-up',
    '/without-card',
    '/mode',
    '/statistics',
    '/staff',
    '/me',
  ];
  for (const path of paths) {
    await page.goto(new URL(path, desk.url).href);
    found[path] = await obstacles();
    for (const width of [1280, 768, 390]) {
      await page.setViewportSize({ width, height: 800 });
      found[`${path} at ${width}`] = await faults();
    }
    await page.setViewportSize({ width: 1366, height: 768 });
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
  expect(complaints).toEqual([]);
});
