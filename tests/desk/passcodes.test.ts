import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Accounts } from '../../src/desk/accounts/accounts.ts';
import { passcodesLockedUntil, staffPasscodes, unlockPasscodes } from '../../src/desk/accounts/passcodes.ts';
import { openDeskStore } from '../../src/desk/store.ts';
import { minute } from '../../src/kernel/durations.ts';
import { unwrap } from '../../src/problem/result.ts';
import { goodPassword, quickCost, testAudit, testClock, testDesk } from '../support/desk/desk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

async function staffOfTwo(folder = join(temporaryFolder(), 'desk'), clock = testClock()) {
  const store = unwrap(openDeskStore(folder, clock.now));
  onTestFinished(() => store.close());
  const accounts = await Accounts.open({ store, passwordCost: quickCost, passcodeCost: quickCost });
  onTestFinished(() => accounts.close());
  if (accounts.list().length === 0) {
    for (const name of ['花子', '太郎']) accounts.create(name, 'receptionist');
    await accounts.setPasscode('s-1', '2468');
    await accounts.setPasscode('s-2', '8642');
  }
  const audit = testAudit();
  const passcodes = staffPasscodes(accounts, store, audit);
  return { folder, clock, store, accounts, audit, check: (text: string) => passcodes.check(Buffer.from(text)) };
}

test('a passcode names its owner', async () => {
  const { check } = await staffOfTwo();
  expect(await check('2468')).toEqual({ kind: 'staff', staff: 's-1' });
  expect(await check('8642')).toEqual({ kind: 'staff', staff: 's-2' });
  expect(await check('1357')).toEqual({ kind: 'wrong' });
});

test('what was typed is gone from memory, right, wrong or locked', async () => {
  const { accounts, store, audit } = await staffOfTwo();
  const passcodes = staffPasscodes(accounts, store, audit);
  for (const text of ['2468', '1357', '1357', '1357', '1357', '1357', '2468']) {
    const typed = Buffer.from(text);
    await passcodes.check(typed);
    expect([...typed]).toEqual([0, 0, 0, 0]);
  }
});

test('five wrong ones in a row lock it for a quarter of an hour, also over a restart', async () => {
  const first = await staffOfTwo();
  for (let wrong = 1; wrong <= 4; wrong += 1) expect(await first.check('1357')).toEqual({ kind: 'wrong' });
  expect(await first.check('1357')).toEqual({ kind: 'locked' });
  expect(await first.check('2468')).toEqual({ kind: 'locked' });
  const again = await staffOfTwo(first.folder, first.clock);
  expect(await again.check('2468')).toEqual({ kind: 'locked' });
  first.clock.advance(15 * minute);
  expect(await again.check('2468')).toEqual({ kind: 'staff', staff: 's-1' });
});

test('each wrong one is on record, and the one that locks', async () => {
  const { check, audit } = await staffOfTwo();
  for (let wrong = 1; wrong <= 6; wrong += 1) await check('1357');
  const wrong = { type: 'visual.passcode-wrong', locked: false };
  expect(audit.events).toEqual([wrong, wrong, wrong, wrong, { ...wrong, locked: true }]);
});

test('a right one begins the count anew', async () => {
  const { check, store } = await staffOfTwo();
  for (let wrong = 1; wrong <= 4; wrong += 1) await check('1357');
  await check('2468');
  for (let wrong = 1; wrong <= 4; wrong += 1) expect(await check('1357')).toEqual({ kind: 'wrong' });
  expect(passcodesLockedUntil(store)).toBeUndefined();
});

test('many at once get no more tries than one after the other', async () => {
  const { check, store } = await staffOfTwo();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => check('1357')));
  expect(outcomes.filter(({ kind }) => kind === 'wrong')).toHaveLength(4);
  expect(passcodesLockedUntil(store)).toBeDefined();
});

test('an administrator may end the lock', async () => {
  const { check, store } = await staffOfTwo();
  for (let wrong = 1; wrong <= 5; wrong += 1) await check('1357');
  unlockPasscodes(store);
  expect(await check('2468')).toEqual({ kind: 'staff', staff: 's-1' });
});

test('two people never have the same, and the first ones a stranger tries are nobody’s', async () => {
  const { accounts } = await staffOfTwo();
  const why = async (passcode: string) => {
    const set = await accounts.setPasscode('s-2', passcode);
    return set.done ? 'set' : set.why;
  };
  expect(await why('2468')).toBe('passcode-taken');
  expect(await why('1111')).toBe('passcode-too-simple');
  expect(await why('4567')).toBe('passcode-too-simple');
  expect(await why('4321')).toBe('passcode-too-simple');
  expect(await why('12345')).toBe('passcode-not-four-digits');
  expect(await why('２４６８')).toBe('passcode-not-four-digits');
  expect(await why('9173')).toBe('set');
});

test('the passcode of somebody who left opens nothing', async () => {
  const { accounts, check } = await staffOfTwo();
  accounts.create('院長', 'administrator');
  expect(accounts.setDisabled('s-2', true).done).toBe(true);
  expect(await check('8642')).toEqual({ kind: 'wrong' });
});

test('staff set their own at the desk, after their password', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const set = (current: string, passcode: string) => client.submit('/me', '/api/me/passcode', { current, passcode });
  await set('not the password', '2468');
  expect((await client.get('/me')).text).toContain('いまのパスワードが違います');
  await set(goodPassword, '2468');
  expect((await client.get('/me')).text).toContain('目視確認の番号を設定しました');
  const passcodes = staffPasscodes(desk.accounts, desk.store, desk.audit);
  expect(await passcodes.check(Buffer.from('2468'))).toEqual({ kind: 'staff', staff: client.staff });
  expect(desk.audit.events.at(-1)).toMatchObject({ type: 'staff.account.changed', what: 'passcode' });
});
