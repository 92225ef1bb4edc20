import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HolderEvidence } from '../src/eligibility/gateway.ts';
import { createGatewayClient } from '../src/eligibility/httpGateway.ts';
import { failed, ok } from '../src/problem/result.ts';
import { certificateSerial, demoTrustAnchors, openDemoPki } from '../src/simulator/card/demoPki.ts';
import { createSimulatedClinic } from '../src/simulator/clinic.ts';
import { FaultBoard } from '../src/simulator/faults.ts';
import { createSimulatedGateway } from '../src/simulator/gateway.ts';
import { loadPeople, type Person } from '../src/simulator/people.ts';
import { createSimulatorServer } from '../src/simulator/server.ts';
import type { Scene } from '../src/simulator/world.ts';
import { projectRoot } from '../src/system/paths.ts';
import { secret } from './support/clinic.ts';
import { temporaryFolder } from './support/queue.ts';

const people = loadPeople(projectRoot());
const [somebody, other] = people;
if (!somebody || !other) throw new Error('no people');

describe('the simulator over HTTP', () => {
  it('introduces its people', async () => {
    const { get } = await simulator();
    const { status, body } = await get('/api/people');
    expect(status).toBe(200);
    expect(body).toHaveLength(people.length);
    const { id, name, summary, card, tags } = somebody;
    expect(body).toContainEqual({ id, name, summary: summary.ja, summaryEn: summary.en, pin: card.pin, tags });
  });

  it('lays a card down, changes it and takes it away', async () => {
    const { get, post, played } = await simulator();
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

  it('says so when the card cannot be laid down', async () => {
    const { post } = await simulator({ readerIsGone: true });
    const insert = await post('/api/card/insert', { person: somebody.id });
    expect(insert).toEqual({ status: 503, body: { error: 'U-104: no virtual reader' } });
  });

  it('tells the dock where the patient screen is', async () => {
    const { get } = await simulator();
    expect(await get('/api/state')).toMatchObject({ body: { screenUrl: 'http://127.0.0.1:8080/?token=t' } });
  });

  it('turns the camera to a person, a picture, a held-up picture, nobody', async () => {
    const { root, get, post } = await simulator();
    writeFileSync(join(root, 'picture.jpg'), '');
    const image = join(root, 'picture.jpg');
    for (const scene of [{ person: somebody.id }, { spoof: other.id }, { image }, { none: true }]) {
      expect(await post('/api/camera', scene)).toMatchObject({ status: 200 });
      expect(await get('/api/state')).toMatchObject({ body: { camera: scene } });
    }
    expect(await post('/api/camera', { image: 'picture.jpg' })).toMatchObject({ body: { camera: { image } } });
  });

  it('arms faults and clears them', async () => {
    const { get, post, remove, faults } = await simulator();
    await post('/api/faults', { target: 'gateway', kind: 'slow' });
    await post('/api/faults', { target: 'card', kind: 'pull', count: 'until-cleared' });
    const armed = [
      { target: 'gateway', kind: 'slow', left: 1 },
      { target: 'card', kind: 'pull', left: 'until-cleared' },
    ];
    expect(await get('/api/faults')).toMatchObject({ body: { faults: armed } });
    expect(faults.strikes('gateway', 'slow')).toBe(true);
    expect(await remove('/api/faults')).toMatchObject({ status: 200, body: { faults: [] } });
    expect(faults.list()).toEqual([]);
  });

  it.each([
    ['/api/card/insert', { person: 'nobody' }, 404, somebody.id],
    ['/api/card/insert', {}, 400, 'person'],
    ['/api/card/insert', undefined, 400, 'body'],
    ['/api/camera', { spoof: 'nobody' }, 404, somebody.id],
    ['/api/camera', { image: 'nowhere.jpg' }, 404, 'nowhere.jpg'],
    ['/api/camera', { none: false }, 400, 'none'],
    ['/api/faults', { target: 'moon', kind: 'down' }, 400, 'gateway'],
    ['/api/faults', { target: 'clinic', kind: 'frozen' }, 400, 'lose-answer'],
    ['/api/faults', { target: 'clinic', kind: 'down', count: 0 }, 400, 'count'],
    ['/api/unknown', {}, 404, '/api/unknown'],
  ])('says what is wrong: %s %j', async (path, body, status, hint) => {
    const { post } = await simulator();
    expect(await post(path, body)).toEqual({ status, body: { error: expect.stringContaining(hint) } });
  });

  it('refuses what is not JSON with 400', async () => {
    const { url } = await simulator();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/faults`, { method: 'POST', headers, body: '{"target":' });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 400,
      body: { error: 'the body is not JSON' },
    });
  });

  it('serves the dock and the portraits, or says that they are not there', async () => {
    const { root, url, get } = await simulator();
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
    const withDock = await simulator({ root: built });
    const page = await fetch(withDock.url);
    expect([page.status, await page.text()]).toEqual([200, '<title>dock</title>']);
    expect(await withDock.get('/api/state')).toMatchObject({ status: 200 });
    expect(await withDock.get('/nothing.js')).toMatchObject({ status: 404, body: { error: expect.any(String) } });
  });

  it('ends within a moment even while a slow answer is awaited', async () => {
    const { url, faults, close } = await simulator();
    faults.arm({ target: 'clinic', kind: 'slow', count: 1 });
    const asked = fetch(`${url}/clinic/v1/receptions`, { method: 'POST' }).catch(() => 'gone');
    await expect.poll(() => faults.list()).toEqual([]);
    const startedAt = Date.now();
    await close();
    expect(await asked).toBe('gone');
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('the simulated gateway', () => {
  it('answers about the holder of a genuine certificate, and remembers nothing secret', async () => {
    const { ask, get } = await simulator();
    expect(await ask(somebody.id)).toEqual({ ok: true, value: somebody.eligibility });
    const { body } = await get('/api/gateway/requests');
    expect(body).toEqual([
      {
        requestId: expect.any(String),
        receivedAt: expect.any(String),
        institutionCode: '1311234567',
        certificateSerial: certificateSerial(somebody.id),
        person: somebody.id,
        method: 'face',
        score: 0.7,
        outcome: 'answered',
      },
    ]);
  });

  it('checks the signature of a PIN’s proof with the certificate', async () => {
    const { ask } = await simulator();
    const challenge = createHash('sha256').update('challenge').digest();
    const pki = await openDemoPki(projectRoot(), new Date());
    const provenAt = new Date().toISOString();
    const genuine = sign('sha256', challenge, pki.keyOf(somebody.id));
    expect(await ask(somebody.id, { method: 'pin', challenge, signature: genuine, provenAt })).toMatchObject({
      ok: true,
    });
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const forged = sign('sha256', challenge, stranger);
    expect(await ask(somebody.id, { method: 'pin', challenge, signature: forged, provenAt })).toMatchObject({
      ok: false,
      problem: { code: 'U-403', detail: 'HTTP 403' },
    });
  });

  it('does not know a stranger’s certificate, nor one from another issuer', async () => {
    expect(await (await simulator({ known: [other] })).ask(somebody.id)).toMatchObject({
      ok: false,
      problem: { detail: 'HTTP 403' },
    });
    const strict = await simulator({ anchors: [] });
    expect(await strict.ask(somebody.id)).toMatchObject({ ok: false, problem: { detail: 'HTTP 403' } });
  });

  it.each([
    ['down', 'U-402'],
    ['slow', 'U-402'],
    ['error', 'U-403'],
    ['garbage', 'U-403'],
  ] as const)('misbehaves as told, once: %s is %s', async (kind, code) => {
    const { ask, get, faults } = await simulator();
    faults.arm({ target: 'gateway', kind, count: 1 });
    expect(await ask(somebody.id)).toMatchObject({ ok: false, problem: { code } });
    expect(await ask(somebody.id)).toMatchObject({ ok: true });
    expect(await get('/api/gateway/requests')).toMatchObject({ body: [{ outcome: kind }, { outcome: 'answered' }] });
  });
});

interface Changes {
  readonly root?: string;
  readonly anchors?: readonly string[];
  /** Whom the gateway knows. */
  readonly known?: readonly Person[];
  readonly readerIsGone?: boolean;
}

/** The server around a slot and a camera that only remember what was done to them. */
async function simulator(changes: Changes = {}) {
  const { root = temporaryFolder(), known = people, readerIsGone = false } = changes;
  const played: string[] = [];
  let card: Person | undefined;
  let scene: Scene = { none: true };
  const slot = {
    get present() {
      return card;
    },
    async insert(person: Person) {
      if (readerIsGone) return failed('U-104', 'no virtual reader');
      card = person;
      played.push(`insert ${person.id}`);
      return ok(undefined);
    },
    async remove() {
      card = undefined;
      played.push('remove');
    },
  };
  const camera = {
    show: (next: Scene) => {
      scene = next;
    },
    scene: () => scene,
    obey: () => undefined,
  };
  const faults = new FaultBoard();
  const trustAnchors = changes.anchors ?? (await demoTrustAnchors(projectRoot(), new Date()));
  const bySerial = new Map(known.map((person) => [certificateSerial(person.id), person]));
  const gateway = createSimulatedGateway({
    faults,
    trustAnchors,
    personBySerial: (serial) => bySerial.get(serial),
    slowMs: 5_000,
  });
  const clinic = createSimulatedClinic({ faults, secret, folder: join(temporaryFolder(), 'clinic') });
  const world = { people, slot, camera, faults, gateway, clinic, screenUrl: () => 'http://127.0.0.1:8080/?token=t' };
  const server = await createSimulatorServer({ port: 0, world, root });
  onTestFinished(async () => {
    await server.close();
    clinic.close();
  });

  const url = server.url;
  const call = async (method: string, path: string, body?: unknown) => {
    const request = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method, headers, ...request });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const client = createGatewayClient({
    url: `${url}/gateway/v1/eligibility`,
    institutionCode: '1311234567',
    timeoutMs: 500,
  });
  const byFace: HolderEvidence = {
    method: 'face',
    score: 0.7,
    profile: 'embedded',
    provenAt: new Date().toISOString(),
  };
  return {
    root,
    url,
    faults,
    played,
    close: () => server.close(),
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    remove: (path: string) => call('DELETE', path),
    async ask(personId: string, holder: HolderEvidence = byFace) {
      const pki = await openDemoPki(projectRoot(), new Date());
      return client.ask({ certificate: await pki.issue(personId), holder }, new AbortController().signal);
    },
  };
}
