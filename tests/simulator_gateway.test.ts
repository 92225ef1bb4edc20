import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AbsentPerson, EligibilityQuestion, HolderEvidence } from '../src/eligibility/gateway.ts';
import { createGatewayClient } from '../src/eligibility/httpGateway.ts';
import { certificateSerial, demoTrustAnchors, openDemoPki } from '../src/simulator/card/demoPki.ts';
import { FaultBoard, type FaultKind } from '../src/simulator/faults.ts';
import { createGatewayServer } from '../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../src/simulator/gateway/simulatedGateway.ts';
import type { Person } from '../src/simulator/people.ts';
import { projectRoot } from '../src/system/paths.ts';
import { personCalled } from './support/visits.ts';

const hanako = personCalled('yamada-hanako');
const never = new AbortController().signal;
const pki = await openDemoPki(projectRoot(), new Date());
const provenAt = new Date().toISOString();
const byFace: HolderEvidence = {
  method: 'face',
  score: 0.7,
  profile: 'embedded',
  liveness: { passive: null, challenge: 'passed' },
  provenAt,
};

describe('the simulated gateway', () => {
  it('answers about the holder of a genuine certificate, and remembers nothing secret', async () => {
    const { client, requests } = await gateway();
    expect(await client.ask(await about(hanako), never)).toEqual({ ok: true, value: hanako.eligibility });
    expect(requests()).toEqual([
      {
        requestId: expect.any(String),
        receivedAt: expect.any(String),
        service: 'eligibility',
        institutionCode: '1311234567',
        certificateSerial: certificateSerial(hanako.id),
        person: hanako.id,
        method: 'face',
        score: 0.7,
        outcome: 'answered',
      },
    ]);
  });

  it.each(['pin', 'phone'] as const)('checks the signature of a proof by %s with the certificate', async (method) => {
    const { client } = await gateway();
    const challenge = createHash('sha256').update('challenge').digest();
    const signed = (key = pki.keyOf(hanako.id)) => ({
      method,
      challenge,
      signature: sign('sha256', challenge, key),
      provenAt,
    });
    expect(await client.ask(await about(hanako, signed()), never)).toMatchObject({ ok: true });
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const refused = { ok: false, problem: { code: 'U-403', detail: 'HTTP 403' } };
    expect(await client.ask(await about(hanako, signed(stranger)), never)).toMatchObject(refused);
    expect(await client.subsidies(await about(hanako, signed(stranger)), never)).toMatchObject(refused);
  });

  it('does not know a stranger’s certificate, nor one from another issuer', async () => {
    const others = await gateway({ people: [personCalled('suzuki-ume')] });
    expect(await others.client.ask(await about(hanako), never)).toMatchObject({ problem: { detail: 'HTTP 403' } });
    const strict = await gateway({ anchors: [] });
    expect(await strict.client.ask(await about(hanako), never)).toMatchObject({ problem: { detail: 'HTTP 403' } });
    expect(await strict.client.cardStatus((await about(hanako)).certificate, never)).toMatchObject({
      problem: { detail: 'HTTP 403' },
    });
  });

  it('tells the status of a card, takes a registration, and remembers it', async () => {
    const { client } = await gateway();
    const sakura = await about(personCalled('kimura-sakura'));
    const status = () => client.cardStatus(sakura.certificate, never);
    expect(await status()).toEqual({ ok: true, value: { registered: false, revoked: false } });
    expect(await client.ask(sakura, never)).toMatchObject({ value: { validity: 'none-found', insurance: null } });
    expect(await client.register(sakura.certificate, never)).toEqual({ ok: true, value: undefined });
    expect(await status()).toEqual({ ok: true, value: { registered: true, revoked: false } });
    expect(await client.ask(sakura, never)).toMatchObject({ value: { validity: 'valid' } });
  });

  it('says that a card was revoked, and neither registers it nor answers about it', async () => {
    const { client } = await gateway();
    const akira = await about(personCalled('inoue-akira'));
    expect(await client.cardStatus(akira.certificate, never)).toMatchObject({ value: { revoked: true } });
    const refused = { problem: { code: 'U-403', detail: 'ProcessingResultStatus 2, certificate-revoked' } };
    expect(await client.register(akira.certificate, never)).toMatchObject(refused);
    expect(await client.ask(akira, never)).toMatchObject(refused);
  });

  it('knows a phone’s certificate as its owner’s', async () => {
    const { client } = await gateway();
    const mio = personCalled('endo-mio');
    const certificate = await pki.issueFor(mio, 'phone');
    expect(await client.ask({ certificate, holder: byFace }, never)).toEqual({ ok: true, value: mio.eligibility });
  });

  it.each([
    ['yamada-hanako', 0],
    ['ishikawa-sota', 1],
    ['ogawa-emi', 2],
  ])('has what PMH has: %s %i', async (id, count) => {
    const { client } = await gateway();
    const found = await client.subsidies(await about(personCalled(id)), never);
    expect(found).toEqual({ ok: true, value: personCalled(id).subsidies });
    expect(found).toMatchObject({ value: { length: count } });
  });
});

describe('somebody whose card is gone', () => {
  const absent = ({ name, card }: Person, change: Partial<AbsentPerson> = {}): AbsentPerson => ({
    receptionId: '0198a7c0-0000-7000-8000-000000000000',
    certificateSerial: null,
    person: { name, ...fourItems(card) },
    ...change,
  });
  const fourItems = ({ address, birthdate, sex }: Person['card']) =>
    ({ address, birthdate, sex: sex === '9' ? '3' : sex }) as const;
  const named = (name: string) => ({ person: { name, ...fourItems(hanako.card) } });

  it('is found by the serial, or by name, birth date and sex in whatever writing', async () => {
    const { client, requests } = await gateway();
    const answered = { ok: true, value: hanako.eligibility };
    const certificate = certificateSerial(hanako.id);
    expect(await client.askAbsent(absent(hanako, { certificateSerial: certificate, person: null }), never)).toEqual(
      answered,
    );
    expect(await client.askAbsent(absent(hanako, named('山田花子')), never)).toEqual(answered);
    expect(requests()).toMatchObject([{ service: 'absent', person: hanako.id, method: null }, {}]);
  });

  it('is not found, or found more than once, and then the answer names nobody else', async () => {
    const twin = { ...hanako, id: 'yamada-hanayo' };
    const { client } = await gateway({ people: [hanako, twin] });
    expect(await client.askAbsent(absent(hanako), never)).toMatchObject({
      value: { validity: 'several-found', insurance: null, name: hanako.name },
    });
    const stranger = absent(hanako, {
      person: { name: hanako.name, ...fourItems(hanako.card), birthdate: '19010101' },
    });
    expect(await client.askAbsent(stranger, never)).toMatchObject({
      value: { validity: 'none-found', insurance: null, birthdate: '19010101' },
    });
  });
});

describe('a gateway that misbehaves', () => {
  it.each([
    ['down', 'U-402'],
    ['slow', 'U-402'],
    ['error', 'U-403'],
    ['garbage', 'U-403'],
    ['in-progress', 'U-404'],
  ] as const)('does so once, as told: %s is %s', async (kind, code) => {
    const { client, requests, arm } = await gateway();
    arm(kind);
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: false, problem: { code } });
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: true });
    expect(requests()).toMatchObject([{ outcome: kind }, { outcome: 'answered' }]);
  });

  it.each([
    ['down', 'U-402'],
    ['error', 'U-403'],
    ['garbage', 'U-403'],
  ] as const)('fails every service, while only questions about eligibility use %s up', async (kind, code) => {
    const { client, arm } = await gateway();
    arm(kind);
    const question = await about(hanako);
    const problem = { ok: false, problem: { code } };
    for (let time = 0; time < 2; time++) {
      expect(await client.cardStatus(question.certificate, never)).toMatchObject(problem);
      expect(await client.register(question.certificate, never)).toMatchObject(problem);
      expect(await client.subsidies(question, never)).toMatchObject(problem);
    }
    expect(await client.ask(question, never)).toMatchObject(problem);
    expect(await client.cardStatus(question.certificate, never)).toMatchObject({ ok: true });
  });

  it.each([
    ['half', 'U-403'],
    ['pmh-down', 'U-402'],
  ] as const)('answers about eligibility while PMH fails: %s', async (kind, code) => {
    const { client, arm } = await gateway();
    arm(kind);
    const question = await about(personCalled('ishikawa-sota'));
    expect(await client.ask(question, never)).toMatchObject({ ok: true });
    expect(await client.subsidies(question, never)).toMatchObject({ ok: false, problem: { code } });
    expect(await client.subsidies(question, never)).toMatchObject({ ok: true });
  });

  it('ends within a moment even while a slow answer is awaited', async () => {
    const { client, arm, close } = await gateway({ timeoutMs: 20_000 });
    arm('slow');
    const asked = client.ask(await about(hanako), never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedAt = Date.now();
    await close();
    expect(await asked).toMatchObject({ problem: { code: 'U-402' } });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('refuses what is not as described', async () => {
    const { url } = await gateway();
    const post = (body: unknown) =>
      fetch(`${url}/v1/eligibility`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await post({ requestId: 'x' })).status).toBe(400);
    expect(await (await post({ requestId: 'x' })).json()).toEqual({ error: expect.stringContaining('requestId') });
  });
});

async function about(person: Person, holder: HolderEvidence = byFace): Promise<EligibilityQuestion> {
  return { certificate: await pki.issueFor(person, 'card'), holder };
}

interface Changes {
  readonly people?: readonly Person[];
  readonly anchors?: readonly string[];
  readonly timeoutMs?: number;
}

const everybody = [
  'yamada-hanako',
  'suzuki-ume',
  'inoue-akira',
  'kimura-sakura',
  'ishikawa-sota',
  'ogawa-emi',
  'endo-mio',
].map(personCalled);

/** The simulated gateway on a port of its own, and a client that asks it. */
async function gateway({ people = everybody, anchors, timeoutMs = 500 }: Changes = {}) {
  const faults = new FaultBoard();
  const trustAnchors = anchors ?? (await demoTrustAnchors(projectRoot(), new Date()));
  const simulated = createSimulatedGateway({ faults, people, trustAnchors, slowMs: 5_000 });
  const server = await createGatewayServer(simulated);
  onTestFinished(() => server.close());
  const { url } = server;
  return {
    url,
    client: createGatewayClient({ url, institutionCode: '1311234567', timeoutMs }),
    requests: () => simulated.requests(),
    arm: (kind: FaultKind<'gateway'>) => faults.arm({ target: 'gateway', kind, count: 1 }),
    close: () => server.close(),
  };
}
