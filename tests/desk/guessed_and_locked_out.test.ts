import { expect, test } from 'vitest';
import { day } from '../../src/kernel/durations.ts';
import { type DeskClient, goodPassword, type TestDesk, testDesk } from '../support/desk/desk.ts';

async function account(desk: TestDesk, name: string): Promise<string> {
  const made = desk.accounts.create(name, 'receptionist');
  if (!made.done) throw new Error(made.why);
  await desk.accounts.setPassword(made.value.id, goodPassword);
  return made.value.id;
}

async function signIn(client: DeskClient, name: string, password: string): Promise<string> {
  const answer = await client.post('/api/sign-in', { name, password });
  return `${answer.status} ${answer.json().error ?? ''}`.trim();
}

test('a colleague’s passcode is not found by trying one’s own, in forty tries or over a restart', async () => {
  const desk = await testDesk();
  const colleague = await account(desk, '花子');
  await desk.accounts.setPasscode(colleague, '2480');
  const client = await desk.signedIn();
  const choose = async (passcode: string, who: DeskClient = client) =>
    (await who.post('/api/me/passcode', { current: goodPassword, passcode })).status;
  const answers: number[] = [];
  for (let guess = 0; guess < 40; guess += 1) answers.push(await choose(`${2441 + guess}`));
  expect(answers).toEqual([...Array.from({ length: 5 }, () => 200), ...Array.from({ length: 35 }, () => 429)]);
  expect(desk.audit.events.filter(({ type }) => type === 'staff.passcode.refused')).toHaveLength(35);

  const { folder } = desk.store;
  await desk.close();
  const again = await testDesk({ dataFolder: folder.replace(/\/desk$/, ''), clock: desk.clock });
  const same = again.client();
  for (const [name, value] of client.cookies) same.cookies.set(name, value);
  expect(await choose('2480', same)).toBe(429);
  desk.clock.advance(day);
  const tomorrow = again.client();
  expect(await signIn(tomorrow, '職員 1', goodPassword)).toBe('200');
  expect(await choose('2480', tomorrow)).toBe(422);
  expect(again.audit.events.at(-1)).toMatchObject({ type: 'staff.passcode.refused', why: 'taken' });
});

test('a stranger who knows a name does not lock its owner out, where she works', async () => {
  const desk = await testDesk();
  await account(desk, '花子');
  const hers = desk.client();
  expect(await signIn(hers, '花子', goodPassword)).toBe('200');
  await hers.post('/api/sign-out');
  const stranger = desk.client();
  for (let guess = 0; guess < 12; guess += 1) await signIn(stranger, '花子', 'a guess, again');
  expect(await signIn(stranger, '花子', goodPassword)).toBe('429 too-many-tries');
  expect(await signIn(hers, '花子', goodPassword)).toBe('200');
  expect(hers.cookies.get('__Host-browser')).toHaveLength(43);
  // Nor from changing what is hers.
  expect((await hers.post('/api/me/passcode', { current: goodPassword, passcode: '9170' })).status).toBe(200);
});

test('in a browser she has used ten slips are the end of it too', async () => {
  const desk = await testDesk();
  await account(desk, '花子');
  const hers = desk.client();
  await signIn(hers, '花子', goodPassword);
  await hers.post('/api/sign-out');
  for (let slip = 0; slip < 10; slip += 1) {
    expect(await signIn(hers, '花子', 'not it')).toBe('401 wrong-name-or-password');
  }
  expect(await signIn(hers, '花子', goodPassword)).toBe('429 too-many-tries');
});

test('that a browser is known to one is no way around the limit of another', async () => {
  const desk = await testDesk();
  await account(desk, '花子');
  await account(desk, '太郎');
  const hers = desk.client();
  await signIn(hers, '花子', goodPassword);
  for (let slip = 0; slip < 10; slip += 1) await signIn(desk.client(), '太郎', 'not it');
  expect(await signIn(hers, '太郎', goodPassword)).toBe('429 too-many-tries');
  expect(await signIn(hers, '花子', goodPassword)).toBe('200');
});

test('whether a name exists cannot be told by writing it in many ways', async () => {
  const answers = async (name: string): Promise<readonly string[]> => {
    const desk = await testDesk();
    await account(desk, '受付 花子 Aoi');
    const client = desk.client();
    const all: string[] = [];
    for (const blank of [' ', '  ', '　', '   ']) {
      const written = name.replaceAll(' ', blank);
      for (const typed of [written, ` ${written}`, written.toUpperCase()])
        all.push(await signIn(client, typed, 'a guess'));
    }
    return all;
  };
  const known = await answers('受付 花子 Aoi');
  expect(known.filter((answer) => answer.startsWith('429'))).toHaveLength(2);
  expect(await answers('受付 太郎 Rin')).toEqual(known);
});

/** Long enough for a second request to come while the first is at work. */
const slow = { passwordCost: { N: 2 ** 15, r: 8, p: 3 } };

test('an invitation used twice at once lets one in', async () => {
  const desk = await testDesk(slow);
  const admin = await desk.signedIn('administrator');
  const { code } = (await admin.post('/api/staff', { name: '新人', role: 'receptionist' })).json();
  const both = [desk.client(), desk.client()];
  const answers = await Promise.all(
    both.map((client, i) => client.post('/api/invitation', { code, password: `${goodPassword} ${i}` })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  const won = answers.findIndex(({ status }) => status === 200);
  expect(await signIn(desk.client(), '新人', `${goodPassword} ${won}`)).toBe('200');
  expect(desk.audit.events.filter(({ type }) => type === 'staff.account.changed')).toHaveLength(1);
});

test('the set-up code used twice at once makes one administrator', async () => {
  const desk = await testDesk(slow);
  const names = ['院長', '事務長'];
  const answers = await Promise.all(
    names.map((name) => desk.client().post('/api/set-up', { code: desk.setUpCode, name, password: goodPassword })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(desk.accounts.list()).toHaveLength(1);
});

test('a set-up that was broken off midway is begun anew, with the same name too', async () => {
  const desk = await testDesk();
  // As a version of before left it, killed between account and password.
  desk.accounts.create('院長', 'administrator');
  const { folder } = desk.store;
  await desk.close();
  const again = await testDesk({ dataFolder: folder.replace(/\/desk$/, ''), clock: desk.clock });
  expect(again.setUpCode).toBeDefined();
  const client = again.client();
  const made = await client.post('/api/set-up', { code: again.setUpCode, name: '院長', password: goodPassword });
  expect(made.status).toBe(200);
  expect(again.accounts.list()).toMatchObject([{ name: '院長', role: 'administrator', hasPassword: true }]);
});

test('a set-up that cannot be recorded makes nothing, and may be tried again', async () => {
  const desk = await testDesk();
  const setUp = () => desk.client().post('/api/set-up', { code: desk.setUpCode, name: '院長', password: goodPassword });
  desk.audit.full = true;
  expect((await setUp()).json().error).toBe('U-507');
  expect(desk.accounts.list()).toEqual([]);
  desk.audit.full = false;
  expect((await setUp()).status).toBe(200);
});
