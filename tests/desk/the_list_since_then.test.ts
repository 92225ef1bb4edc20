import { expect, test, vi } from 'vitest';
import { minute } from '../../src/kernel/durations.ts';
import { unwrap } from '../../src/problem/result.ts';
import { consentAnswer } from '../../src/reception/consents.ts';
import { type DeskClient, testClock, testDesk } from '../support/desk/desk.ts';
import { atTheKiosk, sampleReception } from '../support/outbox/queue.ts';

/** What the page gets that says it has the list of `had`: each line's id, and whether it came whole. */
async function listAt(client: DeskClient, had: string) {
  const { text } = await client.get(`/fragments/arrivals${had && `?had=${had}`}`);
  const lines = [...text.matchAll(/<tr[^>]*data-row="([^"]+)"[^>]*>(<\/tr>)?/g)];
  const mark = /data-had="([^"]+)"/.exec(text)?.[1] ?? '';
  return {
    mark,
    whole: lines.filter(([, , stub]) => stub === undefined).map(([, id]) => id),
    count: lines.length,
    text,
  };
}

test('a page gets the lines that have changed since the list it has, and all where nobody knows which that is', async () => {
  const clock = testClock(Date.parse('2026-04-01T00:30:00.000Z'));
  const desk = await testDesk({ clock });
  const client = await desk.signedIn();
  const consents = [consentAnswer('medication', true, atTheKiosk(clock.now() - 24 * 60 * minute + 2 * minute))];
  const people = ['あ', 'い', 'う'].map((name) => {
    const { token, eligibility, ...rest } = sampleReception();
    const receivedAt = new Date(clock.now()).toISOString();
    return {
      ...rest,
      receivedAt,
      token: { ...token, serial: name },
      eligibility: { ...eligibility, name, address: '' },
    };
  });
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error('three came');
  unwrap(desk.outbox.record(first));
  unwrap(desk.outbox.record({ ...second, consents }));
  const before = await listAt(client, '');
  expect(before.whole).toEqual([second.id, first.id]);
  expect((await listAt(client, before.mark)).whole).toEqual([]);

  unwrap(desk.outbox.record(third));
  const after = await listAt(client, before.mark);
  expect([after.whole, after.count]).toEqual([[third.id], 3]);
  expect((await listAt(client, 'of-another-start-1')).whole.length).toBe(3);

  // A second version, a second visit of the same person, and a day that is over change their own lines alone.
  unwrap(desk.outbox.record({ ...first, version: 2, patientNumber: '42' }));
  expect((await listAt(client, after.mark)).whole).toEqual([first.id]);
  const again = { ...third, id: sampleReception().id };
  unwrap(desk.outbox.record(again));
  const twice = await listAt(client, after.mark);
  expect(twice.whole).toEqual([again.id, first.id]);
  expect(twice.text).toContain('本日2回目');
  clock.advance(3 * minute);
  expect((await listAt(client, twice.mark)).whole).toEqual([second.id]);
});

test('the page of the receptions looks them up once', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  unwrap(desk.outbox.record(sampleReception({ receivedAt: new Date(desk.clock.now()).toISOString() })));
  const receptions = vi.spyOn(desk.outbox, 'receptions');
  expect((await client.get('/')).text).toContain('山田　花子');
  expect(receptions).toHaveBeenCalledTimes(1);
});
