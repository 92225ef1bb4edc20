import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { receptionIn } from '../../src/outbox/sinks/receptionBody.ts';
import { failed, unwrap } from '../../src/problem/result.ts';
import { consentAnswer } from '../../src/reception/consents.ts';
import { testDesk } from '../support/desk/desk.ts';
import { atTheKiosk, sampleReception } from '../support/outbox/queue.ts';

const person = { name: '山田　花子', birthdate: '19850412', sex: '2', address: '東京都ひいらぎ市緑町1-2-3' } as const;

test('the list says who came, how it stands, and until when what may be viewed', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const at = desk.clock.now();
  const consents = [consentAnswer('medication', true, atTheKiosk(at)), consentAnswer('checkup', false, atTheKiosk(at))];
  const { eligibility } = sampleReception();
  unwrap(desk.outbox.record(sampleReception({ person, consents })));
  unwrap(desk.outbox.record({ ...sampleReception({ person }), status: 'provisional', eligibility: null }));
  const differs = ['name'] as const;
  unwrap(
    desk.outbox.record({ ...sampleReception({ person }), eligibility: null, link: { kind: 'mismatch', differs } }),
  );
  unwrap(desk.outbox.record(sampleReception({ person, eligibility: { ...eligibility, validity: 'none-found' } })));
  const { arrivals } = (await client.get('/api/arrivals')).json();
  expect(arrivals).toMatchObject([
    { state: 'check-insurance', problem: 'U-406', name: person.name },
    { state: 'mismatch', problem: 'U-405', name: person.name },
    { state: 'provisional', problem: null, name: person.name },
    {
      state: 'confirmed',
      problem: null,
      consents: [
        { item: 'medication', viewing: { allowed: true, until: '2026-04-02T01:00:00.000Z' }, staff: null },
        { item: 'checkup', viewing: { allowed: false, why: 'refused' } },
      ],
      deliveries: [{ sink: 'webhook', state: 'waiting' }],
    },
  ]);
  expect(desk.audit.events.at(-1)).toEqual({ type: 'desk.looked-at', staff: client.staff, what: 'arrival' });
  const home = (await client.get('/')).text;
  for (const words of ['確認済み', '仮受付', '紐付け誤りのおそれ', '保険の確認が必要', '4/2 10:00まで', '送信待ち']) {
    expect(home).toContain(words);
  }
});

test('looking at one arrival is on record with its id', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const reception = sampleReception({ person });
  unwrap(desk.outbox.record(reception));
  const page = (await client.get(`/arrivals/${reception.id}`)).text;
  expect(page).toContain('ひいらぎ市国民健康保険');
  expect(page).toContain('3割');
  expect((await client.get(`/api/arrivals/${reception.id}`)).json()).toMatchObject({ arrival: { name: '山田　花子' } });
  const look = { type: 'desk.looked-at', staff: client.staff, what: 'arrival', reception: reception.id };
  expect(desk.audit.events.filter(({ type }) => type === 'desk.looked-at')).toEqual([look, look]);
  desk.audit.full = true;
  expect((await client.get(`/api/arrivals/${reception.id}`)).text).not.toContain('山田');
  expect((await client.get(`/arrivals/${reception.id}`)).text).not.toContain('山田');
  expect((await client.get('/')).text).not.toContain('山田');
});

test('an address that is not to be disclosed is nobody’s to see here, card or answer', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { eligibility } = sampleReception();
  const reception = sampleReception({ person, eligibility: { ...eligibility, notDisclosed: true } });
  unwrap(desk.outbox.record(reception));
  for (const path of [`/arrivals/${reception.id}`, `/api/arrivals/${reception.id}`]) {
    expect((await client.get(path)).text).not.toContain('緑町');
  }
  expect((await client.get(`/arrivals/${reception.id}`)).text).toContain('不開示');
});

test('after a mismatch the desk sees which items differ, and the card alone', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const reception = { ...sampleReception({ person }), eligibility: null };
  unwrap(desk.outbox.record({ ...reception, link: { kind: 'mismatch', differs: ['name', 'birthdate'] } }));
  const page = (await client.get(`/arrivals/${reception.id}`)).text;
  expect(page).toContain('氏名、生年月日');
  expect(page).toContain('保険者に照会');
  expect(page).toContain('カードの内容');
  expect(page).toContain('東京都ひいらぎ市緑町1-2-3');
  const given = await client.post(`/api/arrivals/${reception.id}/patient-number`, { patientNumber: '1' });
  expect([given.status, given.json().error]).toEqual([409, 'link-mismatch']);
  expect(desk.registered).toEqual([]);
});

test('a first visit gets its number: a second version, and the eligibility system remembers it', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const reception = sampleReception({ person });
  unwrap(desk.outbox.record(reception));
  const path = `/api/arrivals/${reception.id}/patient-number`;
  const given = await client.submit(`/arrivals/${reception.id}`, path, { patientNumber: ' 内-00042 ' });
  expect(given.headers.location).toBe(`/arrivals/${reception.id}`);
  expect((await client.get(`/arrivals/${reception.id}`)).text).toContain('オンライン資格確認に登録しました');
  const newest = unwrap(desk.outbox.reception(reception.id));
  expect(newest).toEqual({ ...reception, version: 2, patientNumber: '内-00042' });
  const registered = { receptionId: reception.id, certificateSerial: '4f0c1b2a3d4e5f60', patientNumber: '内-00042' };
  expect(desk.registered).toEqual([registered]);
  expect(desk.audit.events).toContainEqual({
    type: 'desk.recorded',
    staff: client.staff,
    reception: reception.id,
    version: 2,
    what: 'patient-number',
  });
  // Pressed again: registered again, and no third version.
  expect((await client.post(path, { patientNumber: '内-00042' })).json().registered).toBe(true);
  expect(unwrap(desk.outbox.reception(reception.id))?.version).toBe(2);
  expect((await client.post(path, { patientNumber: 'x'.repeat(51) })).status).toBe(400);
});

test('a number that could not be registered is kept, and said so', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const reception = sampleReception({ person });
  unwrap(desk.outbox.record(reception));
  desk.registering = failed('U-402');
  const given = await client.post(`/api/arrivals/${reception.id}/patient-number`, { patientNumber: '42' });
  expect(given.json()).toMatchObject({ registered: false, problem: 'U-402' });
  expect(unwrap(desk.outbox.reception(reception.id))?.patientNumber).toBe('42');
});

test('in an emergency a patient without a card is taken in, consent not obtained', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const typed = { name: '氏名 不詳', birthdate: '1950-01-31', sex: '3', address: '' };
  const before = await client.post('/api/arrivals', typed);
  expect([before.status, before.json().error]).toEqual([409, 'no-mode-open']);
  await client.post('/api/mode/open', { kind: 'emergency', reason: '救急搬送' });
  const answer = await client.submit('/without-card', '/api/arrivals', typed);
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  const [arrival] = unwrap(desk.outbox.receptions({ since: 0, limit: 10 }));
  expect(arrival?.reception).toMatchObject({
    version: 1,
    status: 'provisional',
    occasion: { kind: 'emergency', staff: client.staff, reason: '救急搬送' },
    token: { kind: 'none', serial: null },
    holder: null,
    person: { name: '氏名 不詳', birthdate: '19500131', sex: '3', address: '' },
    consents: [
      { item: 'medication', agreed: false, notObtained: true, givenBy: { by: 'staff', staff: client.staff } },
      { item: 'checkup', agreed: false, notObtained: true },
    ],
    eligibility: null,
  });
  // What every receiver checks.
  expect(receptionIn(Buffer.from(JSON.stringify(arrival?.reception)))).toEqual(arrival?.reception);
  expect(unwrap(desk.outbox.backlog()).unreconciled).toBe(1);
  expect((await client.get('/')).text).toContain('取得できず');
});

test.each([
  ['不詳', '00000000', '不詳'],
  ['昭和40年', '19650000', '昭和40年（月日不詳）'],
  ['S40.12', '19651200', '昭和40年12月（日不詳）'],
  ['1965-12-00', '19651200', '昭和40年12月（日不詳）'],
])('an emergency takes a person born %s, and the list says so', async (birthdate, kept, shown) => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  await client.post('/api/mode/open', { kind: 'emergency', reason: '救急搬送' });
  const answer = await client.submit('/without-card', '/api/arrivals', { name: '氏名 不詳', birthdate, sex: '3' });
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  const [arrival] = unwrap(desk.outbox.receptions({ since: 0, limit: 10 }));
  expect(arrival?.reception.person?.birthdate).toBe(kept);
  for (const page of ['/', `/arrivals/${arrival?.reception.id}`])
    expect((await client.get(page)).text).toContain(shown);
});

test('an answer with a blank name is shown as one without a name, and can be opened', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const reception = sampleReception({ eligibility: { ...sampleReception().eligibility, name: '' } });
  unwrap(desk.outbox.record({ ...reception, receivedAt: new Date().toISOString() }));
  expect((await client.get('/')).text).toContain(`<a href="/arrivals/${reception.id}">（氏名なし）</a>`);
});

test('after a disaster staff ask aloud, and what they heard is marked as theirs', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  await client.post('/api/mode/open', { kind: 'disaster', reason: '地震' });
  const typed = { name: '山田花子', birthdate: '1985-04-12', sex: '2', address: '避難所' };
  await client.submit('/without-card', '/api/arrivals', { ...typed, asked: 'on', 'agreed[]': ['medication'] });
  const asked = unwrap(desk.outbox.receptions({ since: 0, limit: 1 }))[0]?.reception.consents ?? [];
  expect(asked.map(({ item, agreed, notObtained }) => [item, agreed, notObtained])).toEqual([
    ['medication', true, undefined],
    ['checkup', false, undefined],
  ]);
  expect(asked[0]?.givenBy).toEqual({ by: 'staff', staff: client.staff });
  expect(asked[0]?.validUntil).toBe('2026-04-02T01:00:00.000Z');
  desk.clock.advance(1000);
  await client.post('/api/arrivals', typed);
  expect(unwrap(desk.outbox.receptions({ since: 0, limit: 1 }))[0]?.reception.consents).toEqual([]);
});

test('what makes no sense is refused by the name of the field alone', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  await client.post('/api/mode/open', { kind: 'disaster', reason: '地震' });
  const good = { name: '山田花子', birthdate: '1985-04-12', sex: '2' };
  for (const [field, value] of [
    ['birthdate', '1985-02-30'],
    ['birthdate', '2999-01-01'],
    ['birthdate', '昭和65年'],
    ['sex', '男'],
    ['name', '   '],
    ['name', '山田\n花子'],
    ['address', 'x'.repeat(201)],
  ] as const) {
    const answer = await client.post('/api/arrivals', { ...good, [field]: value });
    expect([value, answer.status, answer.json().message]).toEqual([value, 400, `入力を確認してください（${field}）。`]);
  }
});

test('names are text, wherever they come from', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('administrator');
  const nasty = `"><script>alert('x')</script>&`;
  const { eligibility } = sampleReception();
  const reception = sampleReception({
    person: { ...person, name: nasty },
    eligibility: { ...eligibility, name: nasty, nameKana: nasty, warning: nasty },
    patientNumber: nasty,
  });
  unwrap(desk.outbox.record(reception));
  await client.post('/api/staff', { name: nasty, role: 'receptionist' });
  await client.post('/api/mode/open', { kind: 'disaster', reason: nasty });
  for (const path of ['/', `/arrivals/${reception.id}`, '/staff', '/mode', '/fragments/arrivals']) {
    const { text } = await client.get(path);
    expect(text).toContain('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;');
    expect(text).not.toContain('<script>');
  }
});

test('nothing of a patient is in the log, in an address, or in the database of the desk', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  await client.post('/api/mode/open', { kind: 'disaster', reason: '地震' });
  const typed = { name: '秘密　太郎', birthdate: '1985-04-12', sex: '1', address: '秘密町', patientNumber: 'P-4711' };
  const { id } = (await client.post('/api/arrivals', typed)).json();
  await client.get(`/arrivals/${id}`);
  await client.post('/api/arrivals', { ...typed, birthdate: '秘密' });
  await client.send('POST', '/api/arrivals', { body: '秘密', headers: { 'content-type': 'application/json' } });
  await client.get(`/arrivals/${uuidv7()}`);
  const kept = JSON.stringify([
    desk.log(),
    desk.audit.events,
    ...['staff', 'session', 'occasion', 'invitation'].map((table) =>
      desk.store.database.prepare(`SELECT * FROM ${table}`).all(),
    ),
  ]);
  for (const secret of ['秘密', '19850412', '1985-04-12', 'P-4711']) expect(kept).not.toContain(secret);
});
