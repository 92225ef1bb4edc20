import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { initialsOf, initialsSchema } from '../../src/desk/attention/initials.ts';
import { wantsAttention } from '../../src/desk/attention/wantsAttention.ts';
import type { Arrival } from '../../src/outbox/arrivals.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Validity } from '../../src/reception/answer.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { type DeskClient, type TestDesk, testDesk } from '../support/desk/desk.ts';
import { everyKind } from '../support/outbox/everyKind.ts';
import { patientName, sampleReception } from '../support/outbox/queue.ts';

const today = Date.parse('2026-04-01T00:00:00+09:00');

function wantsOf(reception: Reception, state: Arrival['deliveries'][number]['state'] = 'delivered') {
  return wantsAttention({ reception, deliveries: [{ sink: 'webhook', state }] }, today).map(({ why, problem }) =>
    `${why} ${problem ?? ''}`.trim(),
  );
}

function answered(validity: Validity): Reception {
  return sampleReception({ eligibility: { ...sampleReception().eligibility, validity } });
}

const mismatch = (): Reception => ({
  ...sampleReception(),
  eligibility: null,
  link: { kind: 'mismatch', differs: ['name'] },
});

test.each<[string, Reception, readonly string[]]>([
  ['an ordinary arrival', sampleReception(), []],
  ['an insurance that is invalid', answered('invalid'), ['insurance U-401']],
  ['a newer one', answered('newer-exists'), ['insurance U-408']],
  ['none', answered('none-found'), ['insurance U-406']],
  ['several', answered('several-found'), ['insurance U-407']],
  ['another person’s answer', mismatch(), ['mismatch U-405']],
  ['one of today that completes itself', { ...sampleReception(), status: 'provisional', eligibility: null }, []],
  [
    'one of yesterday that did not',
    { ...sampleReception({ receivedAt: '2026-03-31T08:00:00Z' }), status: 'provisional', eligibility: null },
    [],
  ],
  [
    'no answer about subsidies',
    sampleReception({ subsidies: { answer: 'could-not-ask', answeredAt: null, certificates: [] } }),
    ['subsidy'],
  ],
])('%s', (_name, reception, wants) => {
  const isOld = reception.receivedAt < '2026-03-31T15:00:00Z';
  expect(wantsOf(reception)).toEqual(isOld ? ['provisional'] : wants);
  expect(wantsOf(reception, 'parked')).toContain('delivery');
});

/** A desk with one arrival that wants attention, and two people at two desks. */
async function twoDesks() {
  const desk = await testDesk();
  const reception = mismatch();
  unwrap(desk.outbox.record(reception));
  for (const [, each] of everyKind()) desk.outbox.record(each);
  return { desk, reception, one: await desk.signedIn(), other: await desk.signedIn() };
}

async function wantedAt(client: DeskClient, id: string) {
  const items: unknown = (await client.get('/api/attention')).json().items;
  return Array.isArray(items) ? items.filter(({ reception }) => reception === id) : [];
}

test('a tick holds at every desk, says who and when, and is taken back by anybody', async () => {
  const { desk, reception, one, other } = await twoDesks();
  const path = `/api/arrivals/${reception.id}`;
  expect(await wantedAt(other, reception.id)).toMatchObject([{ why: 'mismatch', problem: 'U-405', settled: null }]);
  expect((await one.post(`${path}/settle`, { why: 'mismatch', initials: 'ｈ. ｓ.' })).status).toBe(200);
  expect(await wantedAt(other, reception.id)).toMatchObject([{ settled: { staff: one.staff, initials: 'hs' } }]);
  // A colleague who was slower does not sign in their place.
  expect((await other.post(`${path}/settle`, { why: 'mismatch', initials: 'x' })).status).toBe(409);
  expect((await other.post(`${path}/reopen`, { why: 'mismatch' })).status).toBe(200);
  expect((await other.post(`${path}/reopen`, { why: 'mismatch' })).status).toBe(409);
  expect(await wantedAt(one, reception.id)).toMatchObject([{ settled: null }]);
  await one.post(`${path}/settle`, { why: 'mismatch', initials: 'hs' });
  // Whoever signs next without typing anything signs as before.
  const next = mismatch();
  unwrap(desk.outbox.record(next));
  await one.post(`/api/arrivals/${next.id}/settle`, { why: 'mismatch' });
  expect(await wantedAt(one, next.id)).toMatchObject([{ settled: { initials: 'hs' } }]);
  const { id } = reception;
  expect(desk.audit.events.filter(({ type }) => type === 'desk.settled' || type === 'desk.reopened')).toEqual([
    { type: 'desk.settled', staff: one.staff, reception: id, why: 'mismatch' },
    { type: 'desk.reopened', staff: other.staff, reception: id, why: 'mismatch' },
    { type: 'desk.settled', staff: one.staff, reception: id, why: 'mismatch' },
    { type: 'desk.settled', staff: one.staff, reception: next.id, why: 'mismatch' },
  ]);
});

test('a tick belongs to its reason: what comes up anew wants attention anew, a number of the patient does not', async () => {
  const { desk, reception, one } = await twoDesks();
  await one.post(`/api/arrivals/${reception.id}/settle`, { why: 'mismatch' });
  unwrap(desk.outbox.record({ ...reception, version: 2, patientNumber: 'A-1' }));
  expect(await wantedAt(one, reception.id)).toMatchObject([{ why: 'mismatch', settled: { staff: one.staff } }]);
  const completed = { ...answered('invalid'), id: reception.id, version: 3 };
  unwrap(desk.outbox.record(completed));
  expect(await wantedAt(one, reception.id)).toMatchObject([{ why: 'insurance', settled: null }]);
});

test('nothing of a patient is kept with it but the id of the reception', async () => {
  const { desk, reception, one } = await twoDesks();
  for (const initials of ['山田花子', '1985', 'a b c d', '<b>']) {
    const answer = await one.post(`/api/arrivals/${reception.id}/settle`, { why: 'mismatch', initials });
    expect([initials, answer.status]).toEqual([initials, 400]);
  }
  await one.post(`/api/arrivals/${reception.id}/settle`, { why: 'mismatch' });
  desk.store.database.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(join(desk.store.folder, 'desk.sqlite'));
  expect(bytes.includes(reception.id)).toBe(true);
  for (const [first = ''] of [patientName, reception.person?.name ?? patientName].map((name) => name.split('　'))) {
    expect(bytes.includes(first)).toBe(false);
  }
});

test('the page has each with its reason and the next step, and works without a script', async () => {
  const { desk, reception, one } = await twoDesks();
  const page = (await one.get('/')).text;
  expect(page).toMatch(/要対応 <small>\d+件/);
  expect(page).toContain('紐付け誤りのおそれ');
  expect(page).toContain('カードと見比べる');
  const settled = await one.submit('/', `/api/arrivals/${reception.id}/settle`, { why: 'mismatch', initials: '花' });
  expect([settled.status, settled.headers.location]).toEqual([303, '/']);
  expect((await one.get('/')).text).toMatch(/対応済み 1件.*?<strong>花<\/strong>/s);
  expect(await shownTo(desk, 'technician')).not.toContain('要対応');
});

async function shownTo(desk: TestDesk, role: 'technician'): Promise<string> {
  return (await (await desk.signedIn(role)).get('/')).text;
}

test.each([
  ['Hanako Sato', 'HS'],
  ['受付　花子', '花子'],
  ['受付デモ', '受付'],
  ['ｊｉｒｏ', 'J'],
  ['職員 1', '職員'],
])('%s signs as %s until they choose', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
  expect(initialsSchema.parse(initials)).toBe(initials);
});
