import { expect, test, vi } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { keepPicture } from '../support/browser/pictures.ts';
import { recordMorning } from '../support/desk/arrivalsOfAllKinds.ts';
import { testClock, testDesk } from '../support/desk/desk.ts';
import { deskBrowser } from '../support/desk/deskBrowser.ts';
import { sampleReception } from '../support/outbox/queue.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

const halfPastEight = Date.parse('2026-03-31T23:30:00.000Z');

test('twenty have come: each is found as one types, filtered, and still so when the next one arrives', async () => {
  const desk = await testDesk({ clock: testClock(halfPastEight) });
  const client = await desk.signedIn();
  const arrivals = recordMorning(desk.outbox, halfPastEight - 1);
  const { page, obstacles, complaints } = await deskBrowser(desk.url);
  const about = { url: desk.url, secure: true, httpOnly: true, sameSite: 'Strict' } as const;
  await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, ...about })));
  const found = () => page.locator('tr[data-find]:visible th a').allTextContents();

  for (const [width, height] of [
    [1280, 720],
    [820, 1180],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(new URL('/', desk.url).href);
    await page.locator('#find').waitFor();
    const sticksOut = await page.evaluate(`[...document.querySelectorAll('.arrivals *')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.textContent)`);
    expect([width, sticksOut]).toEqual([width, []]);
    await keepPicture(page, `list-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(await obstacles()).toEqual([]);

  const search = page.getByRole('searchbox');
  await search.fill('S23.6.3');
  expect(await found()).toEqual(['鈴木　ウメ']);
  await search.fill('さ');
  await page.getByRole('button', { name: /^要確認/ }).click();
  const before = await found();
  expect(before).toEqual(['佐藤　一郎']);
  await page.evaluate("for (const row of document.querySelectorAll('tr[data-row]')) row.wasThere = true");
  const newest = sampleReception({
    eligibility: { ...sampleReception().eligibility, validity: 'invalid', nameKana: 'ｻｻｷ' },
  });
  unwrap(desk.outbox.record({ ...newest, receivedAt: new Date(halfPastEight).toISOString() }));
  await page.getByText(`${arrivals.length + 1}件のうち2件`).waitFor();
  expect(await search.inputValue()).toBe('さ');
  // Lines that nothing happened to are the very same, with all that stands on them.
  const stayed = await page.evaluate(
    "[...document.querySelectorAll('tr[data-row]')].filter((row) => row.wasThere).length",
  );
  expect(stayed).toBe(arrivals.length);
  await search.press('Escape');
  expect((await found()).length).toBe(arrivals.length + 1);

  // One left: Enter opens it, and what is printed of it has no forms.
  await search.fill('おかだ');
  await search.press('Enter');
  await page.getByText('特定疾病療養受療証').waitFor();
  await keepPicture(page, 'slip');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('form:visible, nav:visible, button:visible').count()).toBe(0);
  await keepPicture(page, 'slip-printed');
  await page.goBack();
  // On A4 held upright nothing reaches into the next column, and neither a time nor a number breaks.
  await page.setViewportSize({ width: 718, height: 1_000 });
  expect(
    await page.evaluate(`[...document.querySelectorAll('.arrivals tbody tr > *')].filter((cell) => {
      const { right } = cell.getBoundingClientRect();
      const text = document.createRange();
      text.selectNodeContents(cell);
      const breaks = cell.matches('.time, .number') && text.getBoundingClientRect().height > 30;
      return breaks || [...cell.querySelectorAll('*')].some((each) => each.getBoundingClientRect().right > right + 1);
    }).map((cell) => cell.textContent)`),
  ).toEqual([]);
  await keepPicture(page, 'list-printed');
  expect(complaints).toEqual([]);
});
