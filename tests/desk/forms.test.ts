import { expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { testDesk } from '../support/desk/desk.ts';

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
  const client = await desk.signedIn();
  await client.post('/api/occasion/open', { kind: 'disaster', reason: '地震' });
  const answer = await client.submit('/without-card', '/api/arrivals', fields);
  // Back to the form, with a notice.
  expect([answer.status, answer.headers.location]).toEqual([303, '/without-card']);
  expect((await client.get('/without-card')).text).toMatch(/受け取れない形の入力です|入力を確認してください/);
  expect(unwrap(desk.outbox.receptions({ since: 0, limit: 10 }))).toEqual([]);
});

test('a list has all its values', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  await client.post('/api/occasion/open', { kind: 'disaster', reason: '地震' });
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
  const client = await desk.signedIn();
  await client.post('/api/occasion/open', { kind: 'disaster', reason: '地震' });
  const fields = { ...typed, address: 'x'.repeat(20_000) };
  expect((await client.submit('/without-card', '/api/arrivals', fields)).headers.location).toBe('/without-card');
  expect((await client.get('/without-card')).text).toContain('入力が長すぎます');
});
