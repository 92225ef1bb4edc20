import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import type { Validity } from '../../src/reception/answer.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { testDesk, waitingForStaff } from '../support/desk/desk.ts';
import { deskBrowser } from '../support/desk/deskBrowser.ts';
import { everyKind } from '../support/outbox/everyKind.ts';
import { sampleReception } from '../support/outbox/queue.ts';

// Two browsers on a busy machine take their time.
vi.setConfig({ testTimeout: 240_000 });

const receivedAt = '2026-04-01T00:30:00.000Z';
const person = { birthdate: '19850412', sex: '1', address: '緑町1-2-3' } as const;

/** Twenty arrivals, six of which want something of staff, each something else. */
function morning(): readonly Reception[] {
  const { eligibility } = sampleReception();
  const answered = (validity: Validity): Reception =>
    sampleReception({ receivedAt, eligibility: { ...eligibility, validity } });
  const held: Reception = {
    ...sampleReception({ receivedAt, person: { ...person, name: '鈴木　三郎' } }),
    eligibility: null,
    link: { kind: 'mismatch', differs: ['name'] },
  };
  const wanting = [
    held,
    ...(['invalid', 'newer-exists', 'none-found', 'several-found'] as const).map(answered),
    sampleReception({ receivedAt, subsidies: { answer: 'could-not-ask', answeredAt: null, certificates: [] } }),
  ];
  const isAtEase = ({ link, subsidies, eligibility: answer }: Reception) =>
    link.kind !== 'mismatch' && subsidies.answer === 'not-asked' && (!answer || answer.validity.startsWith('valid'));
  const ordinary = everyKind()
    .map(([, reception]) => ({ ...reception, id: sampleReception().id, version: 1, receivedAt }))
    .filter(isAtEase)
    .slice(0, 14);
  return [...ordinary.slice(0, 7), ...wanting, ...ordinary.slice(7)];
}

test('a receptionist’s morning: twenty arrivals, calls, and six 要対応 settled by keyboard alone at two desks', async () => {
  const desk = await testDesk();
  const [hanako, jiro] = [await desk.signedIn(), await desk.signedIn()];
  const [one, other] = [await deskBrowser(desk.url), await deskBrowser(desk.url)];
  await one.signIn(hanako);
  await other.signIn(jiro);
  const said = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first().waitFor();

  const arriving = morning();
  expect(arriving).toHaveLength(20);
  for (const reception of arriving.slice(0, 10)) unwrap(desk.outbox.record(reception));
  const calling = waitingForStaff({ needs: 'help', screen: 'pin' });
  desk.kiosk.put(calling);
  await said(one.page, '患者さんが職員を呼んでいます');
  await one.page.keyboard.press('h');
  await said(one.page, '呼び出しを消しました。');
  desk.kiosk.put(waitingForStaff({ card: { ...person, name: '髙橋　一郎' } }));
  await said(other.page, '目視確認を待っています');
  await other.page.keyboard.press('a');
  await said(other.page, '髙橋　一郎');
  await other.page.keyboard.press('1');
  await other.page.keyboard.press('a');
  await said(other.page, '承認しました。');
  expect(desk.kiosk.approvals).toMatchObject([{ staff: jiro.staff }]);
  for (const reception of arriving.slice(10)) unwrap(desk.outbox.record(reception));
  desk.kiosk.put({ visit: null, needs: null, screen: 'idle' });

  for (const { page } of [one, other]) {
    await page.locator('#attention').getByText('要対応 6件').waitFor();
    await page.getByText('きょうの受付 20件').waitFor();
  }
  // Once somebody has begun, the next is under the fingers.
  await one.page.keyboard.press('n');
  for (const left of ['5件', '4件', '3件']) {
    await one.page.keyboard.press('d');
    await other.page.locator('#attention').getByText(`要対応 ${left}`).waitFor();
    await one.page.locator('#attention').getByText(`要対応 ${left}`).waitFor();
  }
  await other.page.keyboard.press('p');
  for (const left of ['2件', '1件', 'ありません']) {
    await other.page.keyboard.press('d');
    await one.page.locator('#attention').getByText(`要対応 ${left}`).waitFor();
    await other.page.locator('#attention').getByText(`要対応 ${left}`).waitFor();
  }
  const ticks = desk.audit.events.filter(({ type }) => type === 'desk.settled');
  expect(ticks.map((tick) => 'staff' in tick && tick.staff)).toEqual([
    ...Array(3).fill(hanako.staff),
    ...Array(3).fill(jiro.staff),
  ]);

  // Taken back at one desk, it is wanted at both, and seen to at the other.
  await one.page.locator('#attention-settled summary').focus();
  await one.page.keyboard.press('Enter');
  for (let step = 0; step < 2; step += 1) await one.page.keyboard.press('Tab');
  await one.page.keyboard.press('Enter');
  await other.page.locator('#attention').getByText('要対応 1件').waitFor();
  await other.page.keyboard.press('n');
  await other.page.keyboard.press('d');
  await one.page.locator('#attention').getByText('要対応 ありません').waitFor();
  expect([...one.complaints, ...other.complaints]).toEqual([]);
});

test('whoever walks away leaves no name behind: not in the document, another tab or behind the back button', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  await desk.accounts.setPasscode(client.staff, '2480');
  const reception = sampleReception({ person: { ...person, name: '鈴木　三郎' } });
  unwrap(desk.outbox.record(reception));
  const { page, signIn, obstacles } = await deskBrowser(desk.url);
  await signIn(client);
  const tab = await page.context().newPage();
  await tab.goto(desk.url);
  await tab.getByText('山田　花子').filter({ visible: true }).first().waitFor();
  await page.goto(new URL(`/arrivals/${reception.id}`, desk.url).href);
  await page.locator('input[name="patientNumber"]').fill('A-17');
  await page.locator('h1').click();
  await page.keyboard.press('l');
  for (const each of [page, tab]) {
    await each.getByText('画面をロックしています').waitFor();
    expect(await each.content()).not.toMatch(/山田|鈴木|A-17/);
    expect(await each.title()).not.toMatch(/山田|鈴木/);
  }
  expect(await obstacles()).toEqual([]);
  expect((await client.get('/api/arrivals')).status).toBe(423);
  // Going back asks the kiosk, which shows the lock.
  await tab.goto(new URL('/me', desk.url).href);
  await tab.goBack();
  await tab.getByText('画面をロックしています').waitFor();
  expect(await tab.content()).not.toMatch(/山田|鈴木/);

  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  await page.getByText('番号が違います。あと4回試せます。').waitFor();
  await page.keyboard.type('2480');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '山田　花子' }).waitFor();
  expect(await page.locator('input[name="patientNumber"]').inputValue()).toBe('A-17');
  // A kiosk that shuts the session by itself takes the names off as well; the list comes back as it was searched.
  await page.goto(desk.url);
  await page.getByLabel('さがす').fill('昭和23年');
  await page.getByText('1件のうち0件').waitFor();
  desk.clock.advance(5 * 60_000);
  desk.kiosk.put({ differs: ['name'] });
  await page.getByText('画面をロックしています').waitFor();
  expect(await page.content()).not.toMatch(/山田|鈴木|A-17/);
  await page.keyboard.type('2480');
  await page.keyboard.press('Enter');
  await page.getByText('1件のうち0件').waitFor();
  expect(await page.locator('#search').inputValue()).toBe('昭和23年');
});
