import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { mostPasscodes } from '../../src/desk/accounts/unlock.ts';
import { access, type Role, roles } from '../../src/desk/roles.ts';
import { hour, minute } from '../../src/kernel/durations.ts';
import { unwrap } from '../../src/problem/result.ts';
import { type DeskClient, goodPassword, type TestDesk, testDesk, waitingForStaff } from '../support/desk/desk.ts';
import { patientName, sampleReception } from '../support/outbox/queue.ts';

const passcode = '2480';
const card = { name: patientName, birthdate: '19850412', sex: '2', address: '緑町1-2-3' } as const;

/** A desk with a patient on its list and one at the kiosk, and somebody signed in who has a passcode. */
async function watchedDesk(role: Role = 'receptionist') {
  const desk = await testDesk();
  const client = await desk.signedIn(role);
  await desk.accounts.setPasscode(client.staff, passcode);
  const reception = sampleReception({ person: card });
  unwrap(desk.outbox.record(reception));
  desk.kiosk.put(waitingForStaff({ card }));
  return { desk, client, reception };
}

/** Somebody is there for so long, and presses nothing. */
async function looking(desk: TestDesk, client: DeskClient, forMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += 4 * minute) {
    desk.clock.advance(4 * minute);
    expect((await client.get('/api/me/here')).status).toBe(200);
  }
}

test('whoever looks at the list is not signed out in mid-morning, and proves to be there before a change', async () => {
  const { desk, client } = await watchedDesk();
  await looking(desk, client, 3 * hour);
  expect((await client.get('/')).text).toContain(patientName);
  // Looking, however much of it, brings the time for changes back to nobody.
  await client.get('/api/arrivals');
  expect((await client.post('/api/kiosk/help', { visit: desk.kiosk.now().visit })).status).toBe(423);
  const back = await client.submit('/', '/api/kiosk/help', { visit: String(desk.kiosk.now().visit) });
  expect([back.status, back.headers.location]).toEqual([303, '/lock?to=%2F']);
  expect(desk.kiosk.helped).toEqual([]);
  expect((await client.post('/api/me/unlock', { secret: passcode })).status).toBe(200);
  expect((await client.post('/api/kiosk/help', { visit: desk.kiosk.now().visit })).status).toBe(200);
});

test.each(roles)(
  'where nobody is, a %s’s session gives nothing of anybody: no page, no answer, no news',
  async (role) => {
    const { desk, client, reception } = await watchedDesk(role);
    const { csrf } = (await client.get('/api/csrf')).json();
    const stream = await client.open('GET', '/api/kiosk/events');
    let news = '';
    stream.on('data', (bytes: Buffer) => {
      news += bytes.toString('utf8');
    });
    desk.clock.advance(5 * minute);
    // Pages that renew themselves are nobody; neither is whoever comes back too late.
    await client.get('/api/me/here');
    const before = news.length;
    desk.kiosk.put({ differs: ['name'] });
    await new Promise((ended) => stream.on('close', ended));
    expect(news.slice(before)).toBe('event: locked\ndata: {}\n\n');
    for (const [key, who] of Object.entries(access)) {
      const [method = '', path = ''] = key.split(' ');
      if (who === 'anyone' || /lock$|sign-out$/.test(path)) continue;
      const isPost = method === 'POST';
      const answer = await client.open(method, path.replace(':id', reception.id), {
        ...(isPost ? { body: '{}' } : {}),
        headers: isPost ? { 'content-type': 'application/json', 'x-csrf-token': String(csrf) } : {},
      });
      const body = await text(answer);
      const isPage = method === 'GET' && !/^\/(api|fragments)\//.test(path);
      const isTheirs = who.includes(role);
      expect([key, answer.statusCode]).toEqual([key, isTheirs ? (isPage ? 303 : 423) : 403]);
      if (isPage && isTheirs) expect(answer.headers.location).toMatch(/^\/lock\?to=/);
      expect([key, body.includes(patientName), body.includes(card.address)]).toEqual([key, false, false]);
    }
    const lock = (await client.get(`/lock?to=/arrivals/${reception.id}`)).text;
    expect(lock).toContain('画面をロックしています');
    expect(lock).not.toContain(patientName);
    expect(desk.kiosk.approvals).toEqual([]);
  },
);

test('it is opened by the owner’s passcode or password, for every tab, and by nobody else’s', async () => {
  const { desk, client } = await watchedDesk();
  const colleague = await desk.signedIn();
  await desk.accounts.setPasscode(colleague.staff, '9173');
  expect((await client.post('/api/me/lock')).status).toBe(200);
  // A second tab has the same cookie, and the same lock.
  expect((await client.get('/fragments/arrivals')).status).toBe(423);
  expect((await colleague.get('/fragments/arrivals')).status).toBe(200);
  expect((await client.post('/api/me/unlock', { secret: '9173' })).status).toBe(422);
  expect((await client.post('/api/me/unlock', { secret: '２４８０' })).status).toBe(200);
  expect((await client.get('/fragments/arrivals')).status).toBe(200);
  await client.post('/api/me/lock');
  expect((await client.post('/api/me/unlock', { secret: goodPassword })).status).toBe(200);
  const { staff } = client;
  expect(desk.audit.events.filter(({ type }) => type.includes('lock'))).toEqual([
    { type: 'desk.locked', staff, why: 'asked' },
    { type: 'desk.unlock-failed', staff, last: false },
    { type: 'desk.unlocked', staff, by: 'passcode' },
    { type: 'desk.locked', staff, why: 'asked' },
    { type: 'desk.unlocked', staff, by: 'password' },
  ]);
});

test('wrong passcodes are counted, several at once too: after five only the password opens it', async () => {
  const { desk, client } = await watchedDesk();
  await client.post('/api/me/lock');
  const wrong = await Promise.all(
    ['0001', '0002', '0003', '0004', '0005', '0006', '0007'].map((secret) => client.post('/api/me/unlock', { secret })),
  );
  expect(wrong.filter(({ status }) => status === 200)).toEqual([]);
  expect(desk.audit.events.filter(({ type }) => type === 'desk.unlock-failed')).toHaveLength(mostPasscodes);
  // Time does not bring them back: four digits would not last long.
  desk.clock.advance(14 * minute);
  expect((await client.post('/api/me/unlock', { secret: passcode })).json().error).toBe('password-wanted');
  expect((await client.get('/fragments/arrivals')).status).toBe(423);
  expect((await client.post('/api/me/unlock', { secret: goodPassword })).status).toBe(200);
  // Whoever proved it may mistype again; and the kiosk’s own lock on 目視 never heard of it.
  await client.post('/api/me/lock');
  expect((await client.post('/api/me/unlock', { secret: passcode })).status).toBe(200);
  expect((await client.get('/')).text).not.toContain('まで使えません');
});

test('it is not opened while that cannot be recorded, nor by a session that is over, and leads nowhere else', async () => {
  const { desk, client } = await watchedDesk();
  desk.audit.full = true;
  await client.post('/api/me/lock');
  expect((await client.get('/api/arrivals')).status).toBe(423);
  expect((await client.post('/api/me/unlock', { secret: passcode })).status).toBe(503);
  expect((await client.get('/api/arrivals')).status).toBe(423);
  desk.audit.full = false;
  for (const to of ['//evil.example/', '/\\evil.example', 'https://evil.example/', '/x\r\ny']) {
    const page = (await client.get(`/lock?${new URLSearchParams({ to })}`)).text;
    expect([to, page.includes('name="to" value="/"')]).toEqual([to, true]);
    expect((await client.post('/api/me/unlock', { secret: passcode, to })).status).toBe(400);
  }
  const opened = await client.submit('/lock', '/api/me/unlock', { secret: passcode, to: '/me' });
  expect([opened.status, opened.headers.location]).toEqual([303, '/me']);
  await client.post('/api/me/lock');
  await client.post('/api/sign-out');
  expect((await client.post('/api/me/unlock', { secret: passcode })).status).toBe(401);
});

test('a locked session lasts while a page of it is open, through lunch, and no longer than any', async () => {
  const { desk, client } = await watchedDesk();
  /** Nobody is there, and a page of it asks whether somebody calls. */
  const unattended = async (forMs: number) => {
    for (let passed = 0; passed < forMs; passed += 10 * minute) {
      desk.clock.advance(10 * minute);
      await client.get('/api/bell');
    }
  };
  await unattended(hour);
  expect((await client.get('/api/arrivals')).status).toBe(423);
  expect((await client.post('/api/me/unlock', { secret: passcode })).status).toBe(200);
  expect((await client.get('/api/arrivals')).status).toBe(200);
  await unattended(11 * hour);
  expect((await client.post('/api/me/unlock', { secret: passcode })).status).toBe(401);
});
