import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { simulatedWorld } from '../support/simulator/simulatedWorld.ts';

const people = loadPeople(projectRoot());
const [somebody, other] = people;
if (!somebody || !other) throw new Error('no people');

describe('the simulator over HTTP', () => {
  test('introduces its people', async () => {
    const { get } = await simulatedWorld();
    const { status, body } = await get('/api/people');
    expect(status).toBe(200);
    expect(body).toHaveLength(people.length);
    const { id, name, summary, card, tags } = somebody;
    expect(body).toContainEqual({ id, name, summary: summary.ja, summaryEn: summary.en, pin: card.pin, tags });
  });

  test('lays a card down, changes it and takes it away', async () => {
    const { get, post, played } = await simulatedWorld();
    expect(await post('/api/card/insert', { person: somebody.id })).toMatchObject({
      status: 200,
      body: { card: somebody.id },
    });
    expect(await post('/api/card/insert', { person: other.id })).toMatchObject({
      status: 200,
      body: { card: other.id },
    });
    expect(await get('/api/state')).toMatchObject({ body: { card: other.id } });
    expect(await post('/api/card/remove')).toMatchObject({ status: 200, body: { card: null } });
    expect(played).toEqual([`insert ${somebody.id}`, `insert ${other.id}`, 'remove']);
  });

  test('says so when the card cannot be laid down', async () => {
    const { post } = await simulatedWorld({ readerIsGone: true });
    const insert = await post('/api/card/insert', { person: somebody.id });
    expect(insert).toEqual({ status: 503, body: { error: 'U-104: no virtual reader' } });
  });

  test('tells the dock where the patient screen is', async () => {
    const { get } = await simulatedWorld();
    expect(await get('/api/state')).toMatchObject({ body: { screenUrl: 'http://127.0.0.1:8080/?token=t' } });
  });

  test('turns the camera to a person, a picture, a held-up picture, nobody', async () => {
    const { root, get, post } = await simulatedWorld();
    writeFileSync(join(root, 'picture.jpg'), '');
    const image = join(root, 'picture.jpg');
    for (const scene of [{ person: somebody.id }, { spoof: other.id }, { image }, { none: true }]) {
      expect(await post('/api/camera', scene)).toMatchObject({ status: 200 });
      expect(await get('/api/state')).toMatchObject({ body: { camera: scene } });
    }
    expect(await post('/api/camera', { image: 'picture.jpg' })).toMatchObject({ body: { camera: { image } } });
  });

  test('presses keys, one after the other', async () => {
    const { post, played } = await simulatedWorld();
    expect(await post('/api/keys', { keys: ['Numpad5', 'NumpadEnter'], holdMs: 1 })).toMatchObject({ status: 200 });
    expect(played).toEqual(['Numpad5 down', 'Numpad5 up', 'NumpadEnter down', 'NumpadEnter up']);
    expect(await post('/api/keys', { keys: ['<script>'] })).toMatchObject({ status: 400 });
  });

  test('arms faults and clears them', async () => {
    const { get, post, remove, faults } = await simulatedWorld();
    await post('/api/faults', { target: 'gateway', kind: 'slow' });
    await post('/api/faults', { target: 'card', kind: 'pull', count: 'until-cleared' });
    const armed = [
      { target: 'gateway', kind: 'slow', left: 1 },
      { target: 'card', kind: 'pull', left: 'until-cleared' },
    ];
    expect(await get('/api/faults')).toMatchObject({ body: { faults: armed } });
    expect(faults.strikes('gateway', 'slow')).toBe(true);
    await post('/api/faults', { target: 'clinic', kind: 'down' });
    expect(await remove('/api/faults?target=clinic')).toMatchObject({ body: { faults: [{ target: 'card' }] } });
    expect(await remove('/api/faults')).toMatchObject({ status: 200, body: { faults: [] } });
    expect(faults.list()).toEqual([]);
  });

  test('arms a fault of one service of the gateway, beside that of the whole', async () => {
    const { get, post, faults } = await simulatedWorld();
    await post('/api/faults', { target: 'gateway', kind: 'down', service: 'subsidies' });
    const { body } = await get('/api/faults');
    expect(body).toMatchObject({
      faults: [{ target: 'gateway', kind: 'down', service: 'subsidies', left: 1 }],
      services: expect.arrayContaining(['eligibility', 'subsidies', 'prescriptions']),
    });
    expect([faults.isArmed('gateway', 'down'), faults.strikes('gateway', 'down')]).toEqual([false, false]);
    expect(faults.strikes('gateway', 'down', 'eligibility')).toBe(false);
    expect(faults.strikes('gateway', 'down', 'subsidies')).toBe(true);
    expect(faults.list()).toEqual([]);
  });

  test.each([
    ['/api/faults', { target: 'clinic', kind: 'down', service: 'subsidies' }, 400, 'only the gateway'],
    ['/api/faults', { target: 'gateway', kind: 'pmh-down', service: 'absent' }, 400, 'by itself'],
    ['/api/faults', { target: 'gateway', kind: 'down', service: 'moon' }, 400, 'service'],
    ['/api/card/insert', { person: 'nobody' }, 404, somebody.id],
    ['/api/phone/hold', { person: 'nobody' }, 404, somebody.id],
    ['/api/phone/hold', { person: somebody.id }, 404, 'has no phone'],
    ['/api/card/insert', {}, 400, 'person'],
    ['/api/card/insert', { person: 'yamada-hanako', chip: 'borrowed' }, 400, 'home-made'],
    ['/api/card/insert', undefined, 400, 'body'],
    ['/api/camera', { spoof: 'nobody' }, 404, somebody.id],
    ['/api/camera', { image: 'nowhere.jpg' }, 404, 'nowhere.jpg'],
    ['/api/camera', { none: false }, 400, 'none'],
    ['/api/faults', { target: 'moon', kind: 'down' }, 400, 'gateway'],
    ['/api/faults', { target: 'clinic', kind: 'frozen' }, 400, 'lose-answer'],
    ['/api/faults', { target: 'clinic', kind: 'down', count: 0 }, 400, 'count'],
    ['/api/unknown', {}, 404, '/api/unknown'],
  ])('says what is wrong: %s %j', async (path, body, status, hint) => {
    const { post } = await simulatedWorld();
    expect(await post(path, body)).toEqual({ status, body: { error: expect.stringContaining(hint) } });
  });

  test('refuses what is not JSON with 400', async () => {
    const { url } = await simulatedWorld();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/faults`, { method: 'POST', headers, body: '{"target":' });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 400,
      body: { error: 'the body is not JSON' },
    });
  });

  test('serves the dock and the portraits, or says that they are not there', async () => {
    const { root, url, get } = await simulatedWorld();
    expect(await get('/')).toMatchObject({ status: 404, body: { error: expect.stringContaining('dock') } });
    expect(await get(`/api/people/${somebody.id}/portrait.jpg`)).toMatchObject({ status: 404 });
    expect(await get('/api/people/..%2f..%2fpackage.json/portrait.jpg')).toMatchObject({ status: 404 });
    const folder = join(root, 'fixtures', 'people', somebody.id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'frame-1.jpg'), 'a portrait');
    const portrait = await fetch(`${url}/api/people/${somebody.id}/portrait.jpg`);
    expect([portrait.status, portrait.headers.get('content-type')]).toEqual([200, 'image/jpeg']);

    const built = temporaryFolder();
    mkdirSync(join(built, 'dist', 'dock'), { recursive: true });
    writeFileSync(join(built, 'dist', 'dock', 'index.html'), '<title>dock</title>');
    const withDock = await simulatedWorld({ root: built });
    const page = await fetch(withDock.url);
    expect([page.status, await page.text()]).toEqual([200, '<title>dock</title>']);
    expect(await withDock.get('/api/state')).toMatchObject({ status: 200 });
    expect(await withDock.get('/nothing.js')).toMatchObject({ status: 404, body: { error: expect.any(String) } });
  });

  test('ends within a moment even while a slow answer is awaited', async () => {
    const { url, faults, close } = await simulatedWorld();
    faults.arm({ target: 'clinic', kind: 'slow', count: 1 });
    const asked = fetch(`${url}/clinic/v1/receptions`, { method: 'POST' }).catch(() => 'gone');
    await expect.poll(() => faults.list()).toEqual([]);
    const startedAt = Date.now();
    await close();
    expect(await asked).toBe('gone');
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('phones', () => {
  test('are held to a reader of their own', async () => {
    const { get, post, played } = await simulatedWorld();
    const owner = people.find(({ phone }) => phone === 'iphone');
    expect(await post('/api/phone/hold', { person: owner?.id })).toMatchObject({
      status: 200,
      body: { phone: owner?.id, card: null },
    });
    expect(await get('/api/state')).toMatchObject({ body: { phone: owner?.id } });
    expect(await post('/api/phone/remove')).toMatchObject({ status: 200, body: { phone: null } });
    expect(played).toEqual([`hold ${owner?.id}`, 'take phone away']);
  });
});
