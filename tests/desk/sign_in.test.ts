import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstCode } from '../../src/desk/accounts/firstCode.ts';
import { hour, minute } from '../../src/kernel/durations.ts';
import { type DeskClient, goodPassword, testDesk } from '../support/desk/desk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const demo = { name: '受付デモ', password: 'uketsuke-demo', passcode: '2468' };

test('staff sign in with their name, however it is typed, and are known by it', async () => {
  const desk = await testDesk();
  await account(desk.accounts, '受付　花子');
  const client = desk.client();
  expect((await client.get('/api/me')).status).toBe(401);
  const answer = await client.post('/api/sign-in', { name: ' 受付 花子 ', password: goodPassword });
  expect(answer.status).toBe(200);
  expect(answer.json().staff).toMatchObject({ id: 's-1', name: '受付 花子', role: 'receptionist' });
  expect((await client.get('/api/me')).json()).toMatchObject({ staff: { id: 's-1' } });
  expect(desk.audit.events).toContainEqual({ type: 'desk.signed-in', staff: 's-1' });
});

test('the session cookie is for this host alone, over HTTPS alone, and for no script', async () => {
  const desk = await testDesk();
  await account(desk.accounts, '花子');
  const answer = await desk.client().post('/api/sign-in', { name: '花子', password: goodPassword });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  const session = cookies.find((cookie) => cookie.startsWith('__Host-desk='));
  expect(session).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  // The database opens nobody's session.
  const token = /^__Host-desk=([^;]+)/.exec(session ?? '')?.[1] ?? '';
  expect(token).toHaveLength(43);
  const rows = desk.store.database.prepare('SELECT hex(token_hash) AS hash FROM session').all();
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString('hex').toUpperCase());
});

test('a wrong password and an unknown name get the same answer', async () => {
  const desk = await testDesk();
  await account(desk.accounts, '花子');
  const client = desk.client();
  const wrong = await client.post('/api/sign-in', { name: '花子', password: 'not her password' });
  const unknown = await client.post('/api/sign-in', { name: '太郎', password: 'not her password' });
  expect([wrong.status, wrong.text]).toEqual([401, unknown.text]);
  expect(unknown.status).toBe(401);
  expect(desk.audit.events).toEqual([
    { type: 'desk.sign-in-failed', why: 'wrong-password', staff: 's-1' },
    { type: 'desk.sign-in-failed', why: 'unknown-account' },
  ]);
});

test('after ten wrong passwords the right one waits too, and later it works', async () => {
  const desk = await testDesk();
  await account(desk.accounts, '花子');
  const client = desk.client();
  const tryWith = async (password: string) => (await client.post('/api/sign-in', { name: '花子', password })).status;
  for (let wrong = 0; wrong < 10; wrong += 1) expect(await tryWith('wrong again, sorry')).toBe(401);
  expect(await tryWith(goodPassword)).toBe(429);
  desk.clock.advance(15 * minute + 1);
  expect(await tryWith(goodPassword)).toBe(200);
});

test('one address may not guess at many names either', async () => {
  const desk = await testDesk();
  const client = desk.client();
  const statuses: number[] = [];
  for (let guess = 0; guess < 21; guess += 1) {
    statuses.push((await client.post('/api/sign-in', { name: `職員${guess}`, password: 'a guess' })).status);
  }
  expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
  expect(statuses[20]).toBe(429);
});

test('nobody signs in while it cannot be recorded', async () => {
  const desk = await testDesk();
  await account(desk.accounts, '花子');
  desk.audit.full = true;
  const client = desk.client();
  const answer = await client.post('/api/sign-in', { name: '花子', password: goodPassword });
  expect([answer.status, answer.json().error]).toEqual([503, 'U-507']);
  expect((await client.get('/api/me')).status).toBe(401);
});

test('a session ends when no page of it is open, and pages that renew themselves say no more than that', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  desk.clock.advance(14 * minute);
  expect((await client.get('/api/bell')).status).toBe(200);
  desk.clock.advance(14 * minute);
  expect((await client.get('/api/me')).status).toBe(423);
  desk.clock.advance(15 * minute);
  expect((await client.get('/api/me')).status).toBe(401);
});

test('a session ends after twelve hours, however busy', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  for (let passed = 4; passed <= 12 * 60; passed += 4) {
    desk.clock.advance(4 * minute);
    expect((await client.get('/api/kiosk/now')).status).toBe(passed < 12 * 60 ? 200 : 401);
  }
  desk.clock.advance(hour);
  expect((await client.get('/api/kiosk/now')).status).toBe(401);
});

test('a cookie from before signing out opens nothing', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const before = new Map(client.cookies);
  expect((await client.post('/api/sign-out')).status).toBe(200);
  expect(desk.audit.events.at(-1)).toEqual({ type: 'desk.signed-out', staff: client.staff, why: 'asked' });
  for (const [name, value] of before) client.cookies.set(name, value);
  expect((await client.get('/api/me')).status).toBe(401);
});

test('signing in again ends the session this browser had', async () => {
  const desk = await testDesk();
  await account(desk.accounts, '花子');
  const client = desk.client();
  await client.post('/api/sign-in', { name: '花子', password: goodPassword });
  const first = client.cookies.get('__Host-desk') ?? '';
  await client.post('/api/sign-in', { name: '花子', password: goodPassword });
  expect(client.cookies.get('__Host-desk')).not.toBe(first);
  client.cookies.set('__Host-desk', first);
  expect((await client.get('/api/me')).status).toBe(401);
});

test('sessions outlive a restart of the kiosk', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { folder } = desk.store;
  await desk.close();
  const again = await testDesk({ dataFolder: folder.replace(/\/desk$/, ''), clock: desk.clock });
  const same = again.client();
  for (const [name, value] of client.cookies) same.cookies.set(name, value);
  expect((await same.get('/api/me')).json()).toMatchObject({ staff: { id: client.staff } });
});

test('the first account is made with the code from the log, once', async () => {
  const desk = await testDesk();
  const client = desk.client();
  expect(desk.setUpCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect((await client.get('/sign-in')).text).toContain('設定コード');
  const setUp = (code: string, password: string, who: DeskClient = client) =>
    who.submit('/sign-in', '/api/set-up', { code, name: '院長', password });
  expect((await setUp('AAAA-BBBB-CCCC', goodPassword)).status).toBe(401);
  const short = await setUp(desk.setUpCode ?? '', 'short');
  expect(short.status).toBe(422);
  expect(short.text).toContain('12文字以上');
  expect(desk.accounts.list()).toEqual([]);
  // As people type it.
  const made = await setUp((desk.setUpCode ?? '').toLowerCase().replaceAll('-', ' '), goodPassword);
  expect([made.status, made.headers.location]).toEqual([303, '/second-factor']);
  expect(desk.accounts.list()).toMatchObject([{ name: '院長', role: 'administrator', hasPassword: true }]);
  expect((await setUp(desk.setUpCode ?? '', goodPassword, desk.client())).status).toBe(409);
});

test('where nobody reads a log, the first account is made with the code that clinic IT left in a file', async () => {
  const firstCodeFile = join(temporaryFolder(), 'first.code');
  writeFileSync(firstCodeFile, 'hiiragi-2026-01\n', { mode: 0o600 });
  const desk = await testDesk({ firstCodeFile });
  const setUp = (code: string) => desk.client().post('/api/set-up', { code, name: '院長', password: goodPassword });
  expect((await setUp('hiiragi-2026-02')).status).toBe(401);
  expect((await setUp('HIIRAGI 2026 01')).status).toBe(200);
  // With an administrator it is worth nothing, and need not be there any more.
  rmSync(firstCodeFile);
  const { folder } = desk.store;
  await desk.close();
  const later = await testDesk({ dataFolder: folder.replace(/\/desk$/, ''), clock: desk.clock, firstCodeFile });
  expect(later.setUpCode).toBeUndefined();
});

test('a code for the first account that could be guessed, or that others read, is none', async () => {
  const file = join(temporaryFolder(), 'first.code');
  const holding = (text: string, mode: number) => {
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode });
    return firstCode(file);
  };
  expect(holding('ABCD-EFGH-JKLM', 0o600)).toEqual({ ok: true, value: 'ABCD-EFGH-JKLM' });
  expect(holding('ABCD-EFGH----------', 0o600)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
  expect(holding('ABCD-EFGH-JKLM-NPQR-S', 0o600)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
  expect(holding('ABCD-EFGH-JKLM', 0o644)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
  rmSync(file);
  expect(firstCode(file)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
});

test('an invited person sets a password that nobody else has seen', async () => {
  const desk = await testDesk();
  const admin = await desk.signedIn('administrator');
  const made = await admin.post('/api/staff', { name: '新人', role: 'receptionist' });
  expect(made.status).toBe(200);
  const code = String(made.json().code);
  const client = desk.client();
  expect((await client.post('/api/sign-in', { name: '新人', password: '' })).status).toBe(400);
  expect((await client.post('/api/sign-in', { name: '新人', password: code })).status).toBe(401);
  expect((await client.post('/api/invitation', { code, password: goodPassword })).status).toBe(200);
  expect((await client.get('/api/me')).json()).toMatchObject({ staff: { name: '新人', hasPassword: true } });
  expect((await desk.client().post('/api/invitation', { code, password: goodPassword })).status).toBe(401);
});

test('an invitation is of no use after a day', async () => {
  const desk = await testDesk();
  const admin = await desk.signedIn('administrator');
  const { code } = (await admin.post('/api/staff', { name: '新人', role: 'receptionist' })).json();
  desk.clock.advance(24 * hour);
  expect((await desk.client().post('/api/invitation', { code, password: goodPassword })).status).toBe(401);
});

test('a changed password ends the other sessions of that person', async () => {
  const desk = await testDesk();
  const here = await desk.signedIn();
  const there = desk.client();
  await there.post('/api/sign-in', { name: '職員 1', password: goodPassword });
  const change = (current: string) => here.post('/api/me/password', { current, password: 'another long password' });
  expect((await change('not the password')).json().error).toBe('wrong-password');
  expect((await change(goodPassword)).status).toBe(200);
  expect((await there.get('/api/me')).status).toBe(401);
  expect((await here.get('/api/me')).status).toBe(200);
});

test('a disabled account is out at once, and the last administrator cannot be', async () => {
  const desk = await testDesk();
  const admin = await desk.signedIn('administrator');
  const client = await desk.signedIn();
  expect((await admin.post(`/api/staff/${client.staff}/disable`)).status).toBe(200);
  expect((await client.get('/api/me')).status).toBe(401);
  expect((await client.post('/api/sign-in', { name: '職員 2', password: goodPassword })).status).toBe(401);
  const own = await admin.post(`/api/staff/${admin.staff}/disable`);
  expect([own.status, own.json().error]).toEqual([409, 'last-administrator']);
  const role = await admin.post(`/api/staff/${admin.staff}/role`, { role: 'technician' });
  expect(role.json().error).toBe('last-administrator');
});

test('the demo account is told and usable with the simulator alone', async () => {
  const desk = await testDesk({ demo });
  expect(desk.setUpCode).toBeUndefined();
  expect((await desk.client().get('/sign-in')).text).toContain('uketsuke-demo');
  expect((await desk.client().post('/api/sign-in', demo2())).status).toBe(200);
  const { folder } = desk.store;
  await desk.close();
  const real = await testDesk({ dataFolder: folder.replace(/\/desk$/, ''), clock: desk.clock });
  expect(real.setUpCode).toBeDefined();
  expect((await real.client().get('/sign-in')).text).not.toContain('uketsuke-demo');
  expect((await real.client().post('/api/sign-in', demo2())).status).toBe(401);
  expect(real.accounts.passcodes()).toEqual([]);
});

function demo2() {
  return { name: demo.name, password: demo.password };
}

async function account(accounts: Awaited<ReturnType<typeof testDesk>>['accounts'], name: string): Promise<void> {
  const made = accounts.create(name, 'receptionist');
  if (!made.done) throw new Error(made.why);
  await accounts.setPassword(made.value.id, goodPassword);
}
