import { expect, test } from 'vitest';
import { testDesk } from '../support/desk/desk.ts';

test('the figures are there for everybody, and taking them along is on record', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('administrator');
  const query = '?from=2026-03-01&to=2026-03-31&by=day';
  const report = { from: '2026-03-01', to: '2026-03-31', by: 'day' };
  expect((await client.get(`/api/statistics${query}`)).json()).toMatchObject({ report });
  const page = (await client.get('/statistics')).text;
  expect(page).toContain('カード利用率');
  expect(page).toContain('value="2026-04-01"');
  // The report stands within the page's frame, whole, and the frame closes behind it.
  const order = ['<h1>利用状況</h1>', '<section class="statistics"', '</main>', '</html>'].map((mark) =>
    page.indexOf(mark),
  );
  expect(order).toEqual(order.toSorted((one, other) => one - other));
  expect(order).not.toContain(-1);
  const table = await client.get(`/api/statistics.csv${query}`);
  expect(table.headers['content-disposition']).toContain('attachment');
  expect(table.text.split('\n').filter((line) => line !== '')).toHaveLength(32);
  const taken = { type: 'desk.exported', staff: client.staff, what: 'numbers', rows: 31 };
  expect(desk.audit.events.at(-1)).toEqual(taken);
});

test('days that are none are refused', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('technician');
  for (const query of ['?from=2026-02-30', '?from=2026-05-01&to=2026-04-01', '?by=week']) {
    expect((await client.get(`/api/statistics${query}`)).status).toBe(400);
  }
});
