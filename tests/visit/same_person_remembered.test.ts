import { afterEach, expect, test } from 'vitest';
import { ok, unwrap } from '../../src/problem/result.ts';
import { type CardBox, createCardBox } from '../../src/simulator/card/cardBox.ts';
import type { Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type DeskClient, type TestDesk, testDesk } from '../support/desk/desk.ts';
import { openQuickKiosk, people, type QuickKiosk } from '../support/visit/quickKiosk.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

/** The card has another name than the insurer, and nothing else differs. */
const hanako = people.find(({ id }) => id === 'yamada-hanako');
if (!hanako) throw new Error('nobody of that name');
const renamed: Person = { ...hanako, name: 'ＬＥＥ　ＨＡＮＡＫＯ' };
const other: Person = { ...hanako, name: 'ＬＩＭ　ＨＡＮＡＫＯ' };

/** A box keeps one card a person; here one person has one of each name. */
const cards: CardBox = {
  cardOf: async (person) => (await createCardBox(projectRoot(), () => new Date())).cardOf(person),
};

let kiosk: QuickKiosk;
afterEach(() => kiosk.close());

/** Proves by PIN, once the card's items were read, refuses to share, and says how the visit ended. */
async function visit(person: Person) {
  const before = kiosk.receptions.length;
  await kiosk.card.insert(person);
  await expect.poll(ready, { timeout: 20_000 }).toBe(true);
  kiosk.screen.press('method.pin');
  for (const digit of person.card.pin) kiosk.screen.press(`pin.digit.${digit}`);
  kiosk.screen.press('pin.submit');
  await expect.poll(() => kiosk.screen.view().screen, { timeout: 20_000 }).toBe('consent');
  kiosk.screen.press('consent.none');
  await expect.poll(() => kiosk.receptions.length, { timeout: 20_000 }).toBe(before + 1);
  await expect.poll(() => kiosk.screen.view().screen).toMatch(/done|problem|take-card/);
  const view = kiosk.screen.view();
  kiosk.screen.press(view.screen === 'problem' ? 'cancel' : 'done.ok');
  await kiosk.card.remove();
  await expect.poll(() => kiosk.screen.view().screen, { timeout: 20_000 }).toBe('idle');
  const reception = kiosk.receptions.at(-1);
  if (!reception) throw new Error('nothing was recorded');
  return { reception, code: view.screen === 'problem' ? view.code : null };
}

function ready(): boolean {
  const view = kiosk.screen.view();
  return view.screen === 'method' && view.face === 'ready';
}

async function say(desk: TestDesk, client: DeskClient, id: string): Promise<void> {
  const path = `/api/arrivals/${id}/same-person`;
  const { names } = (await client.get(path)).json();
  expect((await client.post(path, { names, reason: 'letters-or-kana', compared: true })).status).toBe(200);
  expect(unwrap(desk.outbox.reception(id))).toMatchObject({ version: 2, link: { kind: 'matched' } });
}

test('held back once, said 本人です at the desk, and from the next visit on checked in without staff', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  kiosk = await openQuickKiosk(sampleSettings, { cards, saidSame: desk.saidSame.find });

  const first = await visit(renamed);
  expect(first.code).toBe('U-405');
  expect(first.reception).toMatchObject({ eligibility: null, link: { kind: 'mismatch', differs: ['name'] } });
  unwrap(desk.outbox.record(first.reception));
  desk.answeringAgain = ok(renamed.eligibility);
  await say(desk, client, first.reception.id);

  const second = await visit(renamed);
  expect(second.code).not.toBe('U-405');
  expect(second.reception.link).toMatchObject({
    kind: 'matched',
    said: { staff: client.staff, reason: 'letters-or-kana' },
  });
  expect(second.reception.eligibility?.insurance).toEqual(renamed.eligibility.insurance);

  // The same certificate under another name is another pair.
  expect((await visit(other)).code).toBe('U-405');
  expect((await client.post('/api/same-person/1/revoke')).status).toBe(200);
  expect((await visit(renamed)).code).toBe('U-405');
}, 90_000);
