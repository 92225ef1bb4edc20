import { expect, test } from 'vitest';
import type { DeskUpdates } from '../../src/desk/ports.ts';
import { failed, ok } from '../../src/problem/result.ts';
import type { UpdateStanding } from '../../src/update/updates.ts';
import { testDesk } from '../support/desk/desk.ts';

const stick = '/run/media/clinic/STICK/uketsuke-1.1.0.raucb';

/** A device with a stick in it, as far as the desk sees it. */
function device(): DeskUpdates & { readonly asked: object[]; stands: UpdateStanding } {
  const seen = {
    asked: [] as object[],
    stands: { kind: 'none' } as UpdateStanding,
    isOurs: true,
    standing: () => seen.stands,
    onSticks: () => [stick],
    onChange: () => () => undefined,
    keep: async ({ at, of, bytes }: { at: number; of: number; bytes: Uint8Array }) => {
      if (at > 0 && at !== 3) return failed('U-728');
      seen.asked.push({ at, of, bytes: Buffer.from(bytes).toString('utf8') });
      return ok(at + bytes.length);
    },
    begin: (wish: object) => {
      seen.asked.push(wish);
      return ok(undefined);
    },
    callOff: () => failed('U-730'),
  };
  return seen;
}

test('the page has what runs, and each way to what is to run', async () => {
  const updates = device();
  const desk = await testDesk({ updates });
  const administrator = await desk.signedIn('administrator');
  const { text } = await administrator.get('/about');
  expect(text).toContain('Uketsuke 1.0.0');
  expect(text).toContain('<svg');
  expect(text).toContain('uketsuke-1.1.0.raucb');
  expect(text).toContain('今より古い版でも入れる');
  expect((await (await desk.signedIn('technician')).get('/about')).text).not.toContain('今より古い版でも入れる');
  expect((await administrator.get('/api/about')).json()).toEqual({ version: '1.0.0' });

  updates.stands = { kind: 'installing', version: '1.1.0', percent: 40 };
  const part = (await administrator.get('/fragments/update')).text;
  expect(part).toContain('版 1.1.0 を書き込んでいます（40%）');
  expect(part).not.toContain('<form');
  expect((await administrator.get('/api/update')).json()).toMatchObject({ standing: { percent: 40 } });
});

test('that a whole system was sent, larger than any number of bytes the trail takes, is on record', async () => {
  const desk = await testDesk({ updates: device() });
  const client = await desk.signedIn('technician');
  const sent = await client.postBytes('/api/update/piece?at=0&of=700000000', Buffer.from('upd'));
  expect(sent.json()).toMatchObject({ there: 3 });
  expect(desk.audit.events).toContainEqual(expect.objectContaining({ type: 'update.sent', kib: 683_594 }));
});

test('a PC says who updates it', async () => {
  const desk = await testDesk();
  const page = await (await desk.signedIn('administrator')).get('/about');
  expect(page.text).toContain('apt');
  expect(page.text).not.toContain('action="/api/update');
});

test('what was sent in pieces is begun; what is no piece, no stick and no https address is not', async () => {
  const updates = device();
  const desk = await testDesk({ updates });
  const client = await desk.signedIn('technician');
  const send = (query: string, bytes: string) => client.postBytes(`/api/update/piece?${query}`, Buffer.from(bytes));
  expect((await send('at=0&of=6', 'upd')).json()).toMatchObject({ there: 3 });
  expect((await send('at=3&of=6', 'ate')).json()).toMatchObject({ there: 6 });
  expect([(await send('at=9&of=12', 'ate')).status, (await send('at=x&of=6', 'upd')).status]).toEqual([503, 400]);
  expect((await client.post('/api/update/piece?at=0&of=6', { at: 0 })).status).toBe(415);
  expect((await client.postBytes('/api/update/install', Buffer.from('{}'))).status).toBe(415);

  const install = (from: string, more: object = {}) => client.post('/api/update/install', { from, ...more });
  expect((await install('arrived')).status).toBe(200);
  expect((await install(stick)).status).toBe(200);
  expect((await install('https://it.example/uketsuke.raucb')).status).toBe(200);
  expect((await install('/etc/shadow')).json()).toMatchObject({ error: 'stick-is-gone' });
  expect((await install('http://it.example/uketsuke.raucb')).status).toBe(400);
  expect((await install(stick, { allowOlder: true })).status).toBe(403);
  expect(updates.asked).toEqual([
    { at: 0, of: 6, bytes: 'upd' },
    { at: 3, of: 6, bytes: 'ate' },
    { from: 'arrived', allowOlder: false },
    { from: stick, allowOlder: false },
    { from: 'https://it.example/uketsuke.raucb', allowOlder: false },
  ]);
  const recorded = desk.audit.events.filter(({ type }) => type.startsWith('update.'));
  expect(recorded.map((event) => ('from' in event ? event.from : event.type))).toEqual([
    'update.sent',
    'browser',
    'stick',
    'address',
  ]);

  updates.stands = { kind: 'waiting', version: '1.1.0', for: 'hours' };
  expect((await send('at=0&of=6', 'upd')).json()).toMatchObject({ error: 'U-730' });
  expect((await client.post('/api/update/call-off')).json()).toMatchObject({ error: 'U-730' });
});
