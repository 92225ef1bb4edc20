import { expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { type DeskClient, type TestDesk, testDesk } from '../support/desk/desk.ts';

const hiddenTexts = [
  ['a line feed', '山田\n花子'],
  ['an escape sequence', '山田\u001b[31m花子'],
  ['a right-to-left override', '山田\u202e花子'],
  ['an isolate', '山田\u2066花子'],
  ['a line separator', '山田\u2028花子'],
];

const typed = { name: '山田花子', birthdate: '1985-04-12', sex: '2', address: '避難所' };

test.each([
  ['a name that comes twice', { ...typed, name: ['山田花子', '鈴木一郎'] }],
  ['a tick that comes twice', { ...typed, asked: ['on', 'on'] }],
  ['a list that comes as one value too', { ...typed, 'agreed[]': ['checkup'], agreed: 'medication' }],
  ['the same the other way round', { ...typed, agreed: 'medication', 'agreed[]': ['checkup'] }],
  ['a list where one value is wanted', { ...typed, 'name[]': ['山田花子'], name: [] }],
  ['a field that is no field', { ...typed, constructor: 'y' }],
])('a form with %s is refused, and nothing is recorded', async (_what, fields) => {
  const desk = await testDesk();
  const client = await afterAnEarthquake(desk);
  const answer = await client.submit('/without-card', '/api/arrivals', fields);
  // Back to the form, with a notice.
  expect([answer.status, answer.headers.location]).toEqual([303, '/without-card']);
  expect((await client.get('/without-card')).text).toMatch(/受け取れない形の入力です|入力を確認してください/);
  expect(unwrap(desk.outbox.receptions({ since: 0, limit: 10 }))).toEqual([]);
});

test.each(hiddenTexts)('a name with %s in it is refused, and nothing is recorded', async (_what, name) => {
  const desk = await testDesk();
  const client = await afterAnEarthquake(desk);
  const answer = await client.submit('/without-card', '/api/arrivals', { ...typed, name });
  expect([answer.status, answer.headers.location]).toEqual([303, '/without-card']);
  const numbered = await client.post('/api/arrivals', { ...typed, patientNumber: `${name}1` });
  expect(numbered.status).toBe(400);
  expect(unwrap(desk.outbox.receptions({ since: 0, limit: 10 }))).toEqual([]);
  expect((await client.post('/api/mode/open', { kind: 'emergency', reason: name })).status).toBe(400);
  const administrator = await desk.signedIn('administrator');
  expect((await administrator.post('/api/staff', { name, role: 'receptionist' })).status).toBe(400);
});

test('a list has all its values', async () => {
  const desk = await testDesk();
  const client = await afterAnEarthquake(desk);
  const fields = { ...typed, asked: 'on', 'agreed[]': ['medication', 'checkup'] };
  expect((await client.submit('/without-card', '/api/arrivals', fields)).headers.location).toBe('/');
  const [arrival] = unwrap(desk.outbox.receptions({ since: 0, limit: 10 }));
  expect(arrival?.reception.consents.map(({ item, agreed }) => [item, agreed])).toEqual([
    ['medication', true],
    ['checkup', true],
  ]);
});

test('who signs in with two names or two passwords signs in as nobody', async () => {
  const desk = await testDesk();
  const client = desk.client();
  for (const twice of ['name', 'password', '_csrf']) {
    const fields = { name: 'x', password: 'y', [twice]: ['x', 'y'] };
    expect((await client.submit('/sign-in', '/api/sign-in', fields)).status, twice).toBe(400);
  }
});

test('a form as large as a body may not be is refused', async () => {
  const desk = await testDesk();
  const client = await afterAnEarthquake(desk);
  const fields = { ...typed, address: 'x'.repeat(20_000) };
  expect((await client.submit('/without-card', '/api/arrivals', fields)).headers.location).toBe('/without-card');
  expect((await client.get('/without-card')).text).toContain('入力が長すぎます');
});

/** A browser of the reception, once arrivals without a card are taken. */
async function afterAnEarthquake(desk: TestDesk): Promise<DeskClient> {
  const client = await desk.signedIn();
  const opened = await client.post('/api/mode/open', { kind: 'disaster', reason: '地震' });
  expect(opened.status).toBe(200);
  return client;
}
