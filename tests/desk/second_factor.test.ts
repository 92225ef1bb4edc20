import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { secondFactorKeyFile, secondFactorLock } from '../../src/desk/accounts/secondFactor/secondFactors.ts';
import { codeAt } from '../../src/desk/accounts/secondFactor/totp.ts';
import { day, hour, minute, second } from '../../src/kernel/durations.ts';
import { unwrap } from '../../src/problem/result.ts';
import { type DeskClient, goodPassword, type TestDesk, testDesk } from '../support/desk/desk.ts';
import { enrolled, secretIn } from '../support/desk/secondFactor.ts';

const step = 30 * second;

test('codes are those of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890');
  expect([59, 1111111109, 20000000000].map((at) => codeAt(secret, at * second))).toEqual([
    '287082',
    '081804',
    '353130',
  ]);
});

test('an administrator without one is led to set it up before anything else, and sees the recovery codes once', async () => {
  const desk = await testDesk();
  const client = desk.client();
  const setUp = await client.post('/api/set-up', { code: desk.setUpCode, name: '院長', password: goodPassword });
  expect(setUp.json()).toMatchObject({ wants: 'enrolment' });
  for (const path of ['/', '/staff', '/me', '/statistics']) {
    const sent = await client.get(path);
    expect([sent.status, sent.headers.location], path).toEqual([303, '/second-factor']);
  }
  expect((await client.get('/api/staff')).json()).toMatchObject({ error: 'second-factor-wanted' });
  expect((await client.post('/api/staff', { name: '共犯', role: 'administrator' })).status).toBe(428);
  expect(desk.audit.events.map(({ type }) => type)).toEqual(['staff.account.created']);

  await client.submit('/second-factor', '/api/me/second-factor/begin', {});
  const page = (await client.get('/second-factor')).text;
  const uri = await scanned(page);
  expect(uri).toMatch(/^otpauth:\/\/totp\/.*issuer=.*digits=6&period=30/);
  expect((await client.post('/api/me/second-factor/accept', { code: '000000' })).status).toBe(422);
  const secret = secretIn(uri);
  const accepted = await client.submit('/second-factor', '/api/me/second-factor/accept', {
    code: codeAt(secret, desk.clock.now()),
  });
  const codes = accepted.text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g) ?? [];
  expect(new Set(codes).size).toBe(10);
  expect((await client.get('/api/staff')).status).toBe(200);
  expect((await client.get('/me')).text).not.toContain(codes[0]);
  expect(desk.audit.events).toContainEqual({ type: 'desk.signed-in', staff: 's-1' });

  // The secret lies sealed, its key beside it for nobody else to read, and of the codes there are hashes alone.
  const kept = Buffer.concat(
    readdirSync(desk.store.folder)
      .filter((name) => name.startsWith('desk.sqlite'))
      .map((name) => readFileSync(join(desk.store.folder, name))),
  );
  expect(kept.includes(Buffer.from(secret))).toBe(false);
  expect(kept.includes(Buffer.from(codes[0] ?? 'none'))).toBe(false);
  expect(statSync(secondFactorKeyFile(desk.store)).mode & 0o777).toBe(0o600);
});

test('a code opens once, and of the steps beside the present one', async () => {
  const { desk, secret, proving } = await withAdministrator();
  const now = desk.clock.now();
  const prove = async (code: string) => (await (await proving()).post('/api/me/second-factor/prove', { code })).status;
  // Two steps off is too far.
  expect(await prove(codeAt(secret, now + 2 * step))).toBe(422);
  expect(await prove(codeAt(secret, now))).toBe(200);
  expect(await prove(codeAt(secret, now))).toBe(422);
  expect(desk.audit.events).toContainEqual(
    expect.objectContaining({ type: 'desk.sign-in-failed', why: 'used-second-factor' }),
  );
  // The step before was not used, but is older than one that was.
  expect(await prove(codeAt(secret, now - step))).toBe(422);
  expect(await prove(codeAt(secret, now + step))).toBe(200);
});

test('a clock that was years ahead and comes right locks nobody out', async () => {
  const { desk, secret, proving } = await withAdministrator();
  const prove = async () =>
    (await (await proving()).post('/api/me/second-factor/prove', { code: codeAt(secret, desk.clock.now()) })).status;
  desk.clock.advance(3 * 365 * day);
  expect(await prove()).toBe(200);
  desk.clock.advance(-3 * 365 * day + hour);
  expect(await prove()).toBe(200);
});

test('five wrong ones lock it for a quarter of an hour, whatever comes then, also all at once', async () => {
  const { desk, secret, proving } = await withAdministrator();
  const client = await proving();
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => client.post('/api/me/second-factor/prove', { code: '000000' })),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  const right = () => client.post('/api/me/second-factor/prove', { code: codeAt(secret, desk.clock.now()) });
  expect((await right()).status).toBe(429);
  expect(desk.audit.events).toContainEqual(expect.objectContaining({ type: 'desk.sign-in-failed', why: 'locked' }));
  desk.clock.advance(secondFactorLock.ms - minute);
  await client.get('/second-factor');
  expect((await right()).status).toBe(429);
  desk.clock.advance(minute);
  expect((await right()).status).toBe(200);
});

test('each recovery code works once, and the trail says so', async () => {
  const { desk, codes, proving } = await withAdministrator();
  const prove = async (code: string) => (await (await proving()).post('/api/me/second-factor/prove', { code })).status;
  expect(await prove((codes[3] ?? '').toLowerCase())).toBe(200);
  expect(await prove(codes[3] ?? '')).toBe(422);
  expect(await prove(codes[4] ?? '')).toBe(200);
  expect(desk.audit.events.filter(({ type }) => type === 'staff.recovery-code.used')).toEqual([
    { type: 'staff.recovery-code.used', staff: 's-1', left: 9 },
    { type: 'staff.recovery-code.used', staff: 's-1', left: 8 },
  ]);
});

test('who became administrator sets it up at once, and whose phone is lost sets it up anew', async () => {
  const desk = await testDesk();
  const admin = await desk.signedIn('administrator');
  const colleague = await desk.signedIn('receptionist');
  await admin.post(`/api/staff/${colleague.staff}/role`, { role: 'administrator' });
  expect((await colleague.get('/api/arrivals')).status).toBe(428);
  const other = await desk.signedIn('administrator');
  expect((await admin.post(`/api/staff/${other.staff}/second-factor/forget`)).status).toBe(200);
  expect((await other.get('/api/me')).status).toBe(401);
  const again = await other.post('/api/sign-in', { name: '職員 3', password: goodPassword });
  expect(again.json()).toMatchObject({ wants: 'enrolment' });
});

test('a technician is let in for the days that were said, with a second factor, and can be let in longer', async () => {
  const desk = await testDesk();
  const admin = await desk.signedIn('administrator');
  const technician = await desk.signedIn('technician');
  expect((await technician.get('/api/kiosk/now')).status).toBe(200);
  desk.clock.advance(7 * day);
  expect((await technician.get('/api/kiosk/now')).status).toBe(401);
  const signIn = () => desk.client().post('/api/sign-in', { name: '職員 2', password: goodPassword });
  expect((await signIn()).status).toBe(401);
  expect(desk.audit.events).toContainEqual({ type: 'desk.sign-in-failed', why: 'expired', staff: technician.staff });
  const boss = await proven(desk, admin.staff, '職員 1');
  expect((await boss.get('/staff')).text).toContain('期限切れ');
  expect((await boss.post(`/api/staff/${technician.staff}/renew`, { days: 1 })).status).toBe(200);
  expect((await signIn()).json()).toMatchObject({ wants: 'second-factor' });
});

test('receptionists sign in as ever, and so does the account of the simulated world, whose page says so', async () => {
  const demo = { name: '受付デモ', password: 'uketsuke-demo', passcode: '2468' };
  const desk = await testDesk({ demo });
  expect((await (await desk.signedIn('receptionist')).get('/api/arrivals')).status).toBe(200);
  const client = desk.client();
  expect((await client.get('/sign-in')).text).toContain('2段階認証はありません');
  await client.post('/api/sign-in', { name: demo.name, password: demo.password });
  expect((await client.get('/api/staff')).status).toBe(200);
});

/** What a phone reads off the page. */
async function scanned(page: string): Promise<string> {
  const svg = /<svg.*?<\/svg>/s.exec(page)?.[0] ?? '';
  const { data, info } = await sharp(Buffer.from(svg), { density: 600 })
    .flatten({ background: '#fff' })
    .resize(600)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decodeQr({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

async function withAdministrator() {
  const desk = await testDesk();
  const made = desk.accounts.create('院長', 'administrator');
  if (!made.done) throw new Error(made.why);
  await desk.accounts.setPassword(made.value.id, goodPassword);
  const secret = unwrap(desk.secondFactors.offer(made.value));
  const codes = desk.secondFactors.accept(made.value, codeAt(secret, desk.clock.now() - step)) ?? [];
  const proving = async (): Promise<DeskClient> => {
    const client = desk.client();
    await client.post('/api/sign-in', { name: '院長', password: goodPassword });
    return client;
  };
  return { desk, secret, codes, proving };
}

/** Somebody with a second factor of this moment. */
async function proven(desk: TestDesk, id: string, name: string): Promise<DeskClient> {
  const member = desk.accounts.find(id);
  if (!member) throw new Error(`${id} is nobody`);
  const secret = enrolled(desk.secondFactors, member, desk.clock.now());
  const client = desk.client();
  await client.post('/api/sign-in', { name, password: goodPassword });
  await client.post('/api/me/second-factor/prove', { code: codeAt(secret, desk.clock.now()) });
  return client;
}
