import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import type { EligibilityAnswer } from '../../src/reception/answer.ts';
import { completed } from '../../src/reception/completed.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { type DeskClient, type TestDesk, testDesk } from '../support/desk/desk.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const day = 86_400_000;
const person = {
  name: 'ＮＧＵＹＥＮ　ＶＡＮ　ＡＮＨ',
  birthdate: '19850412',
  sex: '2',
  address: '東京都ひいらぎ市緑町1-2-3',
} as const;
const answer: EligibilityAnswer = {
  ...sampleReception().eligibility,
  name: '田中　安',
  nameKana: 'ﾀﾅｶ ｱﾝ',
  birthdate: person.birthdate,
  sex: '2',
  address: '大阪府どこか市1-1',
};

/** Half-width in the answer, full-width on the page. */
const asStaffRead = (kana: string) => kana.normalize('NFKC').replaceAll(' ', '　');

function heldBack(): Reception {
  return { ...sampleReception({ person }), eligibility: null, link: { kind: 'mismatch', differs: ['name'] } };
}

async function deskWithOneHeldBack(): Promise<{
  desk: TestDesk;
  client: DeskClient & { staff: string };
  held: Reception;
}> {
  const desk = await testDesk();
  const held = heldBack();
  unwrap(desk.outbox.record(held));
  desk.answeringAgain = ok(answer);
  return { desk, client: await desk.signedIn(), held };
}

function newest(desk: TestDesk, id: string): Reception {
  const found = unwrap(desk.outbox.reception(id));
  if (!found) throw new Error('no such reception');
  return found;
}

const said = async (client: DeskClient, id: string) => {
  const path = `/api/arrivals/${id}/same-person`;
  const { names } = (await client.get(path)).json();
  return client.post(path, { names, reason: 'alias', compared: true });
};

test('staff see both names side by side, say 本人です, and the insurance goes out at once', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  const path = `/arrivals/${held.id}/same-person`;
  expect((await client.get(`/arrivals/${held.id}`)).text).toContain(path);
  const page = (await client.get(path)).text;
  for (const words of [person.name, answer.name, asStaffRead(answer.nameKana), '判断できません', '同じ', '本人です'])
    expect(page).toContain(words);
  for (const kept of [answer.address, answer.insurance?.insurerName, answer.insurance?.insuredIdentificationNumber])
    expect(page).not.toContain(kept);
  expect(desk.askedAgain[0]).toEqual({ receptionId: held.id, certificateSerial: held.token.serial, person });

  const names = /name="names" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const sent = await client.submit(path, `/api${path}`, { names, reason: 'alias', compared: 'on' });
  expect([sent.status, sent.headers.location]).toEqual([303, `/arrivals/${held.id}`]);
  const { version, status, eligibility, link, answeredTo } = newest(desk, held.id);
  expect({ version, status, answeredTo, insurance: eligibility?.insurance }).toEqual({
    version: 2,
    status: 'confirmed',
    answeredTo: 'certificate',
    insurance: answer.insurance,
  });
  const saidAt = new Date(desk.clock.now()).toISOString();
  expect(link).toEqual({ kind: 'matched', said: { staff: client.staff, reason: 'alias', saidAt } });
  const shown = (await client.get(`/arrivals/${held.id}`)).text;
  for (const words of ['職員が本人と確認', '通称・併記名', '職員 1', answer.insurance?.insurerName ?? '?'])
    expect(shown).toContain(words);

  const about = { staff: client.staff, reception: held.id };
  const trail = desk.audit.events.filter(({ type }) => type === 'desk.same-person-said' || type === 'desk.recorded');
  expect(trail).toEqual([
    { type: 'desk.same-person-said', ...about, reason: 'alias', subject: expect.stringMatching(/^k-/) },
    { type: 'desk.recorded', ...about, version: 2, what: 'same-person' },
  ]);
});

test('the next answer with this pair of names on this card is matched without staff, and says by whom', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  expect((await said(client, held.id)).status).toBe(200);
  const again: Reception = { ...heldBack(), status: 'provisional', link: { kind: 'not-compared' } };
  const { find } = desk.saidSame;
  expect(completed(again, answer, undefined, find).link).toMatchObject({
    kind: 'matched',
    said: { staff: client.staff },
  });
  const others: readonly (readonly [Reception, EligibilityAnswer])[] = [
    [{ ...again, token: { ...again.token, serial: '99' } }, answer],
    [{ ...again, person: { ...person, name: 'ＴＲＡＮ　ＶＡＮ　ＡＮＨ' } }, answer],
    [again, { ...answer, name: '田中　安子' }],
    [again, { ...answer, birthdate: '19850413' }],
    [again, { ...answer, sex: '1' }],
  ];
  for (const [reception, other] of others) {
    const next = completed(reception, other, undefined, find);
    expect([next.link.kind, next.eligibility]).toEqual(['mismatch', null]);
  }
});

test('it ends by itself, and at once when staff take it back', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  await said(client, held.id);
  const names = { serial: held.token.serial ?? '', card: person.name, answer: answer.name };
  expect(desk.saidSame.find(names)).toBeDefined();
  const list = (await client.get('/same-person')).text;
  for (const words of ['職員 1', '通称・併記名', '2027-04-01', `/arrivals/${held.id}`]) expect(list).toContain(words);
  expect(list).not.toContain(person.name);

  const [{ id } = { id: '' }] = unwrap(desk.saidSame.all());
  expect((await client.submit('/same-person', `/api/same-person/${id}/revoke`, {})).headers.location).toBe(
    '/same-person',
  );
  expect(desk.saidSame.find(names)).toBeUndefined();
  expect(desk.audit.events.at(-1)).toMatchObject({
    type: 'desk.same-person-revoked',
    staff: client.staff,
    reception: held.id,
  });
  expect((await client.post(`/api/same-person/${id}/revoke`)).status).toBe(404);

  unwrap(desk.saidSame.say({ names, reception: held.id, staff: client.staff, reason: 'alias' }));
  desk.clock.advance(365 * day - 1);
  expect(desk.saidSame.find(names)).toBeDefined();
  desk.clock.advance(1);
  expect(desk.saidSame.find(names)).toBeUndefined();
  expect(unwrap(desk.saidSame.all())).toEqual([]);
});

test('where the birth date or the sex differs nobody can say it, and the other person’s name is not shown', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  for (const other of [
    { ...answer, birthdate: '19720101' },
    { ...answer, sex: '1' as const },
  ]) {
    desk.answeringAgain = ok(other);
    const page = (await client.get(`/arrivals/${held.id}/same-person`)).text;
    expect(page).toContain('違います');
    for (const hidden of [other.name, other.nameKana, asStaffRead(other.nameKana), '1972', 'name="reason"']) {
      expect(page).not.toContain(hidden);
    }
    expect((await said(client, held.id)).json().error).toBe('not-the-name-alone');
  }
  expect(newest(desk, held.id)).toEqual(held);
  expect(unwrap(desk.saidSame.all())).toEqual([]);
});

test('what was shown is what is vouched for: another answer meanwhile, none, or nobody changes nothing', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  const path = `/api/arrivals/${held.id}/same-person`;
  const { names } = (await client.get(path)).json();
  const answers = [
    ['answer-changed', ok({ ...answer, name: '田中　安子' })],
    ['about-nobody', ok({ ...answer, validity: 'several-found' as const })],
    ['U-402', failed('U-402')],
  ] as const;
  for (const [error, now] of answers) {
    desk.answeringAgain = now;
    expect((await client.post(path, { names, reason: 'alias', compared: true })).json().error).toBe(error);
  }
  desk.answeringAgain = ok(answer);
  expect((await client.post(path, { names, reason: 'alias' })).status).toBe(400);
  expect((await client.post(path, { names, reason: 'so', compared: true })).status).toBe(400);
  desk.audit.full = true;
  expect((await client.post(path, { names, reason: 'alias', compared: true })).status).toBe(503);
  expect([newest(desk, held.id), unwrap(desk.saidSame.all())]).toEqual([held, []]);
  desk.audit.full = false;
  expect((await said(client, held.id)).status).toBe(200);
  expect((await client.get(path)).json().error).toBe('not-held-back');
});

test('where the names agree by now the reception is completed, and nothing need be remembered', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  desk.answeringAgain = ok({ ...answer, name: 'NGUYEN VAN ANH' });
  expect((await said(client, held.id)).status).toBe(200);
  expect(newest(desk, held.id)).toMatchObject({ version: 2, link: { kind: 'matched' } });
  expect(unwrap(desk.saidSame.all())).toEqual([]);
});

test('neither name nor card is in the file or in the log', async () => {
  const { desk, client, held } = await deskWithOneHeldBack();
  await client.get(`/arrivals/${held.id}/same-person`);
  await said(client, held.id);
  desk.store.database.pragma('wal_checkpoint(TRUNCATE)');
  const files = readdirSync(desk.store.folder).map((name) => readFileSync(join(desk.store.folder, name)));
  const everything = [...files.map((bytes) => bytes.toString('utf8')), desk.log()].join('\n');
  expect(everything).toContain(held.id);
  for (const secret of [
    person.name,
    'NGUYEN',
    answer.name,
    answer.nameKana,
    asStaffRead(answer.nameKana),
    held.token.serial ?? '?',
  ])
    expect(everything).not.toContain(secret);
});
