import { describe, expect, test } from 'vitest';
import { shareAddressIn, shareFolder, shareUserIn, shownAddress } from '../../src/setup/machine/share.ts';
import type { SeenAround } from '../../src/setup/ports.ts';
import { delivery } from '../../src/setup/steps/delivery.ts';
import { usualSeen } from '../support/setup/answers.ts';

describe('a shared folder as people write it', () => {
  test.each([
    ['Windows', '\\\\192.168.10.5\\oqs'],
    ['a Japanese keyboard, whose backslash is a yen sign', '¥¥192.168.10.5¥oqs'],
    ['full width, from an editor with a converter', '￥￥192.168.10.5￥oqs'],
    ['a Mac', 'smb://192.168.10.5/oqs'],
    ['Linux', '//192.168.10.5/oqs/'],
    ['with blanks around it', '  \\\\192.168.10.5\\oqs\\ '.trimEnd()],
  ])('%s', (_who, text) => {
    expect(shareAddressIn(text)).toEqual({ server: '192.168.10.5', path: ['oqs'] });
  });

  test.each([
    ['\\\\NAS_1\\共有 フォルダ\\ＯＱＳ', 'NAS_1', ['共有 フォルダ', 'ＯＱＳ']],
    ['\\\\oqs-pc.clinic.local\\c$', 'oqs-pc.clinic.local', ['c$']],
    // Half-width kana are another name than full-width ones; a mark of its own is the same letter.
    ['\\\\nas\\ﾃﾞｰﾀ', 'nas', ['ﾃﾞｰﾀ']],
    ['\\\\nas\\か\u3099', 'nas', ['が']],
  ])('%s', (text, server, path) => {
    expect(shareAddressIn(text)).toEqual({ server, path });
    expect(shownAddress({ server, path })).toBe(text.normalize('NFC'));
  });

  test.each([
    ['', '\\\\server', '\\\\server\\', 'C:\\oqs', '/mnt/oqs', '\\\\\\oqs', '\\\\server\\a\\\\b', '\\\\server\\..\\b'],
    ['\\\\server\\a,b', '\\\\server\\a:b', '\\\\server\\a\nb', '\\\\-x\\a', '\\\\ser ver\\a', '\\\\[fe80::1]\\a'],
    [`\\\\server\\${'a'.repeat(250)}`, '\\\\user:word@server\\a'],
  ])('none of these', (...texts) => {
    expect(texts.filter((text) => shareAddressIn(text))).toEqual([]);
  });

  test('a user, with a domain or without', () => {
    expect(shareUserIn('kiosk')).toEqual({ domain: '', name: 'kiosk' });
    expect(shareUserIn('CLINIC¥受付')).toEqual({ domain: 'CLINIC', name: '受付' });
    expect(shareUserIn('MicrosoftAccount\\a@example.com')).toEqual({
      domain: 'MicrosoftAccount',
      name: 'a@example.com',
    });
    for (const text of ['', 'a\\', '\\a', 'a\\b\\c', 'a,b', 'a\nb']) expect(shareUserIn(text)).toBeUndefined();
  });
});

const ours: SeenAround = { ...usualSeen, isMachineOurs: true };
const typed = { place: 'oqsFace', where: '¥¥192.168.10.5¥oqs', shareUser: 'kiosk', sharePassword: ' word,1 ' };
const address = { server: '192.168.10.5', path: ['oqs'] };
const laid: SeenAround = { ...ours, share: { address, user: 'kiosk', isSealed: true } };

test('on a device the folder is another machine’s: the device mounts it, always at the same place', () => {
  expect(delivery.answer(typed, {}, ours)).toMatchObject({
    ok: true,
    changes: { 'outbox.sinks.oqsFace.folder': shareFolder, 'outbox.sinks.oqsFace.enabled': true },
    share: { address, user: 'kiosk', password: ' word,1 ', isSealed: true },
  });
  const names = delivery.fields({}, ours).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['shareUser', 'sharePassword', 'shareSealed']));
});

test('on a PC it is a folder, as its administrator mounted it', () => {
  expect(delivery.fields({}, usualSeen).some(({ name }) => name.startsWith('share'))).toBe(false);
  const answer = delivery.answer({ place: 'oqsFace', where: '/mnt/oqs' }, {}, usualSeen);
  expect(answer).toMatchObject({ ok: true, changes: { 'outbox.sinks.oqsFace.folder': '/mnt/oqs' } });
  expect(answer).not.toHaveProperty('share');
});

test.each([
  [{ ...typed, where: '/mnt/oqs' }, 'where'],
  [{ ...typed, shareUser: '' }, 'shareUser'],
  [{ ...typed, sharePassword: '' }, 'sharePassword'],
  [{ ...typed, sharePassword: 'a\nb' }, 'sharePassword'],
])('%j is refused', (answers, field) => {
  const answer = delivery.answer(answers, {}, ours);
  expect(answer.ok ? answer : Object.keys(answer.faults)).toEqual([field]);
});

test('a password that is kept goes to no other server, and for no other user', () => {
  const again = { ...typed, sharePassword: '' };
  expect(delivery.answer(again, {}, laid)).toMatchObject({ ok: true, share: { password: undefined } });
  for (const other of [{ where: '\\\\192.168.10.66\\oqs' }, { shareUser: 'somebody' }]) {
    const answer = delivery.answer({ ...again, ...other }, {}, laid);
    expect(answer.ok ? answer : Object.keys(answer.faults)).toEqual(['sharePassword']);
  }
});

test('what is there stands in the fields, the password never', () => {
  const draft = { outbox: { sinks: { oqsFace: { enabled: true, folder: shareFolder }, webhook: { enabled: false } } } };
  const fields = delivery.fields(draft, laid);
  expect(fields.find(({ name }) => name === 'where')).toMatchObject({ value: '\\\\192.168.10.5\\oqs' });
  expect(fields.find(({ name }) => name === 'sharePassword')).toMatchObject({ kind: 'secret', isKept: true });
});

test('whoever sends elsewhere leaves the folder, unless it is kept beside', () => {
  const elsewhere = { place: 'webhook', where: 'https://emr.example/hook' };
  expect(delivery.answer(elsewhere, {}, laid)).toMatchObject({ ok: true, share: null });
  expect(delivery.answer({ ...elsewhere, keep: ['oqsFace'] }, {}, laid)).not.toHaveProperty('share');
  expect(delivery.answer(elsewhere, {}, ours)).not.toHaveProperty('share');
});
