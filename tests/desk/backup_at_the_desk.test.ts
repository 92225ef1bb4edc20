import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { makeBackupKey } from '../../src/backup/recipients.ts';
import type { DeskBackup } from '../../src/desk/ports.ts';
import { ageKeyId } from '../../src/kernel/ageKey.ts';
import { failed, ok } from '../../src/problem/result.ts';
import { type TestDesk, testDesk } from '../support/desk/desk.ts';

const clinicKey = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const piece = Buffer.alloc(32 * 1024, 'sealed');

interface Backups extends DeskBackup {
  keys: readonly string[];
  /** What a backup is, as it is read. */
  content: () => AsyncGenerator<Uint8Array>;
  /** The last one, to be looked at. */
  left: Readable | undefined;
}

/** A kiosk of which backups are made, to keys that the test says. */
function backups(...keys: readonly string[]): Backups {
  const made: Backups = {
    keys,
    left: undefined,
    async *content() {
      for (let at = 0; at < 4; at += 1) yield piece;
    },
    recipients: () => made.keys,
    makeKey: async () => {
      const { recipient, identity } = await makeBackupKey();
      return { recipient, name: 'front-desk-1-2026-04-01.key', file: `# public key: ${recipient}\n${identity}\n` };
    },
    seal: async () => {
      made.left = Readable.from(made.content(), { objectMode: false });
      return ok({ name: 'front-desk-1-2026-04-01.backup', bytes: made.left });
    },
  };
  return made;
}

const ofBackups = ({ audit }: TestDesk) => audit.events.filter(({ type }) => type.startsWith('backup.'));

test('without a key the page says what to do, and nothing is made', async () => {
  const desk = await testDesk({ backup: backups() });
  const client = await desk.signedIn('administrator');
  const page = (await client.get('/backup')).text;
  expect(page).toContain('鍵がまだ登録されていない');
  expect(page).toContain('action="/api/backup/key"');
  expect(page).not.toContain('action="/api/backup"');
  const refused = await client.post('/api/backup');
  expect([refused.status, refused.json().error]).toEqual([409, 'no-key']);
  expect(ofBackups(desk)).toEqual([]);
});

test('a key that is made leaves once and stays nowhere; its public half is registered from the page', async () => {
  const backup = backups();
  const desk = await testDesk({ backup });
  const client = await desk.signedIn('administrator');
  const file = await client.submit('/backup', '/api/backup/key', {});
  expect(file.headers['content-disposition']).toBe('attachment; filename="front-desk-1-2026-04-01.key"');
  expect(file.headers['cache-control']).toBe('no-store');
  const [, recipient = '', identity = ''] = /# public key: (age1\S+)\n(AGE-SECRET-KEY-1\S+)/.exec(file.text) ?? [];

  const page = (await client.get('/backup')).text;
  expect(page).toContain(`value="${recipient}"`);
  expect((await (await desk.signedIn('administrator')).get('/backup')).text).not.toContain(recipient);
  const registered = await client.submit('/backup', '/api/backup/recipients', { recipient });
  expect([registered.status, registered.headers.location]).toEqual([303, '/backup']);
  expect(JSON.parse(readFileSync(desk.configFile, 'utf8')).backup).toEqual({ recipients: [recipient] });
  expect(desk.audit.events).toContainEqual({ type: 'backup.key-made', staff: client.staff, key: ageKeyId(recipient) });
  // Registered, from here or from the settings, it is asked for no more.
  expect((await client.get('/backup')).text).toContain('作った鍵を登録する');
  backup.keys = [recipient];
  expect((await client.get('/backup')).text).not.toContain('作った鍵を登録する');

  expect(identity).toMatch(/^AGE-SECRET-KEY-1/);
  const kept = [
    (await client.get('/backup')).text,
    desk.log(),
    JSON.stringify(desk.audit.events),
    readFileSync(desk.configFile, 'utf8'),
    readFileSync(join(desk.store.folder, 'desk.sqlite'), 'latin1'),
    readFileSync(join(desk.store.folder, 'desk.sqlite-wal'), 'latin1'),
  ];
  for (const text of kept) expect(text.toUpperCase()).not.toContain(identity.slice(0, 30));
});

test('a key is added to those there are; what is no public key is not', async () => {
  const backup = backups(clinicKey);
  const desk = await testDesk({ backup });
  const client = await desk.signedIn('administrator');
  const { recipient, identity } = await makeBackupKey();
  expect((await client.post('/api/backup/recipients', { recipient })).status).toBe(200);
  expect(JSON.parse(readFileSync(desk.configFile, 'utf8')).backup).toEqual({ recipients: [clinicKey, recipient] });
  for (const wrong of [identity, `${clinicKey.slice(0, -1)}q`, 'age1', '']) {
    expect((await client.post('/api/backup/recipients', { recipient: wrong })).status).toBe(400);
    const typed = await client.post('/api/settings/backup', { recipients: wrong === '' ? 'x' : wrong });
    expect([typed.status, typed.text.includes(identity)]).toEqual([422, false]);
  }
});

test('it is saved under its name, and on record with whose keys open it', async () => {
  const desk = await testDesk({ backup: backups(clinicKey) });
  const client = await desk.signedIn('administrator');
  expect((await client.get('/backup')).text).toContain('まだ作っていません');
  const made = await client.submit('/backup', '/api/backup', {});
  expect(made.status).toBe(200);
  expect(made.headers['content-disposition']).toBe('attachment; filename="front-desk-1-2026-04-01.backup"');
  expect(made.headers['cache-control']).toBe('no-store');
  expect(Buffer.compare(Buffer.from(made.bytes), Buffer.concat([piece, piece, piece, piece]))).toBe(0);
  const about = { staff: client.staff, keys: [ageKeyId(clinicKey)] };
  await vi.waitFor(() =>
    expect(ofBackups(desk)).toEqual([
      { type: 'backup.begun', ...about },
      { type: 'backup.ended', ...about, kib: 128, outcome: 'whole' },
    ]),
  );
  expect((await client.get('/backup')).text).toMatch(
    /最後に作ったもの: <strong>2026\/4\/1 10:00<\/strong> 職員 1（128 KB）/,
  );
});

test('a browser that leaves in the middle is on record as that, and nothing goes on behind it', async () => {
  const backup = backups(clinicKey);
  backup.content = async function* () {
    for (;;) {
      yield piece;
      await sleep(1);
    }
  };
  const desk = await testDesk({ backup });
  const client = await desk.signedIn('administrator');
  const { csrf } = (await client.get('/api/csrf')).json();
  const answer = await client.open('POST', '/api/backup', {
    body: '{}',
    headers: { 'content-type': 'application/json', 'x-csrf-token': String(csrf) },
  });
  await new Promise((resolve) => answer.once('data', resolve));
  // One at a time.
  expect((await client.post('/api/backup')).json()).toMatchObject({ error: 'busy' });
  answer.destroy();
  await vi.waitFor(() => expect(ofBackups(desk)[1]).toMatchObject({ type: 'backup.ended', outcome: 'broken-off' }));
  await vi.waitFor(() => expect(backup.left?.destroyed).toBe(true));
  expect((await client.get('/backup')).text).toContain('まだ作っていません');

  backup.content = backups().content;
  expect((await client.post('/api/backup')).status).toBe(200);
});

test('what breaks in the middle is no whole file to the browser either, and what does not begin has its number', async () => {
  const backup = backups(clinicKey);
  backup.content = async function* () {
    yield piece;
    throw new Error('EIO');
  };
  const desk = await testDesk({ backup });
  const client = await desk.signedIn('administrator');
  await expect(client.post('/api/backup')).rejects.toThrow(/aborted|hang up/);
  await vi.waitFor(() => expect(ofBackups(desk)[1]).toMatchObject({ outcome: 'failed', kib: 32 }));

  backup.seal = async () => failed('U-708');
  const refused = await client.post('/api/backup');
  expect([refused.status, refused.json().error]).toEqual([503, 'U-708']);
  await vi.waitFor(() => expect(ofBackups(desk)[3]).toMatchObject({ outcome: 'failed', kib: 0 }));
});
