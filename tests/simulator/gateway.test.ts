import { createHash, generateKeyPairSync, sign, type X509Certificate } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { simulateGatewayCommand } from '../../src/cli/simulator/gateway.ts';
import type { AbsentPerson, EligibilityQuestion } from '../../src/eligibility/gateway.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import type { GatewayService } from '../../src/eligibility/wire.ts';
import { httpClient } from '../../src/kernel/httpClient.ts';
import type { HolderEvidence } from '../../src/reception/evidence.ts';
import type { InsuranceLookUp } from '../../src/reception/insuranceLookUp.ts';
import { certificateSerial, demoTrustAnchors, openDemoPki } from '../../src/simulator/card/demoPki.ts';
import { FaultBoard, type FaultKind } from '../../src/simulator/faults.ts';
import { createGatewayServer } from '../../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../src/simulator/gateway/simulatedGateway.ts';
import type { Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { readApiDocument } from '../support/docs/apiDocument.ts';

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
  test('answers about the holder of a genuine certificate, and remembers nothing secret', async () => {
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

  test.each(['pin', 'phone'] as const)('checks the signature of a proof by %s with the certificate', async (method) => {
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
    const refused = { ok: false, problem: { code: 'U-409', detail: 'HTTP 403' } };
    expect(await client.ask(await about(hanako, signed(stranger)), never)).toMatchObject(refused);
    expect(await client.subsidies(await about(hanako, signed(stranger)), never)).toMatchObject(refused);
  });

  test('does not know a stranger’s certificate, nor one from another issuer', async () => {
    const others = await gateway({ people: [personCalled('suzuki-ume')] });
    expect(await others.client.ask(await about(hanako), never)).toMatchObject({ problem: { detail: 'HTTP 403' } });
    const strict = await gateway({ anchors: [] });
    expect(await strict.client.ask(await about(hanako), never)).toMatchObject({ problem: { detail: 'HTTP 403' } });
    expect(await strict.client.cardStatus((await about(hanako)).certificate, never)).toMatchObject({
      problem: { detail: 'HTTP 403' },
    });
  });

  test('tells the status of a card, takes a registration, and remembers it', async () => {
    const { client } = await gateway();
    const sakura = await about(personCalled('kimura-sakura'));
    const status = () => client.cardStatus(sakura.certificate, never);
    expect(await status()).toEqual({ ok: true, value: { registered: false, revoked: false } });
    expect(await client.ask(sakura, never)).toMatchObject({ value: { validity: 'none-found', insurance: null } });
    expect(await client.register(sakura.certificate, never)).toEqual({ ok: true, value: undefined });
    expect(await status()).toEqual({ ok: true, value: { registered: true, revoked: false } });
    expect(await client.ask(sakura, never)).toMatchObject({ value: { validity: 'valid' } });
  });

  test('says that a card was revoked, and neither registers it nor answers about it', async () => {
    const { client } = await gateway();
    const akira = await about(personCalled('inoue-akira'));
    expect(await client.cardStatus(akira.certificate, never)).toMatchObject({ value: { revoked: true } });
    const refused = { problem: { code: 'U-403', detail: 'ProcessingResultStatus 2, certificate-revoked' } };
    expect(await client.register(akira.certificate, never)).toMatchObject(refused);
    expect(await client.ask(akira, never)).toMatchObject(refused);
  });

  test('knows a phone’s certificate as its owner’s', async () => {
    const { client } = await gateway();
    const mio = personCalled('endo-mio');
    const certificate = await pki.issueFor(mio, 'phone');
    expect(await client.ask({ certificate, holder: byFace }, never)).toEqual({ ok: true, value: mio.eligibility });
  });

  test.each([
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
    receptionId,
    certificateSerial: null,
    person: { name, ...fourItems(card) },
    ...change,
  });
  const fourItems = ({ address, birthdate, sex }: Person['card']) =>
    ({ address, birthdate, sex: sex === '9' ? '3' : sex }) as const;
  const named = (name: string) => ({ person: { name, ...fourItems(hanako.card) } });

  test('is found by the serial, or by name, birth date and sex in whatever writing', async () => {
    const { client, requests } = await gateway();
    const answered = { ok: true, value: hanako.eligibility };
    const certificate = certificateSerial(hanako.id);
    expect(await client.askAbsent(absent(hanako, { certificateSerial: certificate, person: null }), never)).toEqual(
      answered,
    );
    expect(await client.askAbsent(absent(hanako, named('山田花子')), never)).toEqual(answered);
    expect(requests()).toMatchObject([{ service: 'absent', person: hanako.id, method: null }, {}]);
  });

  test('is not found, or found more than once, and then the answer names nobody else', async () => {
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

describe('the desk', () => {
  const entry = (person: Person, patientNumber: string) => ({
    receptionId,
    certificateSerial: certificateSerial(person.id),
    patientNumber,
  });

  test('registers a patient number, which comes with every answer from then on', async () => {
    const { client, at } = await gateway();
    const longest = '診-'.padEnd(50, '9');
    expect(await client.ask(await about(hanako), never)).not.toMatchObject({ value: { patientNumber: longest } });
    expect(await client.registerPatientNumber(entry(hanako, longest), never)).toEqual({ ok: true, value: undefined });
    const told = { ok: true, value: { ...hanako.eligibility, patientNumber: longest } };
    expect(await client.ask(await about(hanako), never)).toEqual(told);
    expect(await client.askAbsent({ ...entry(hanako, ''), person: null }, never)).toEqual(told);
    expect(await client.lookUpInsurance(lookUpOf(hanako), never)).toEqual(told);
    const elsewhere = await at('2711234567').ask(await about(hanako), never);
    expect(elsewhere).toEqual({ ok: true, value: hanako.eligibility });
    expect(await client.registerPatientNumber(entry(hanako, '2'), never)).toMatchObject({ ok: true });
    expect(await client.ask(await about(hanako), never)).toMatchObject({ value: { patientNumber: '2' } });
  });

  test('does not get one number for two patients, nor one for nobody, nor one that is too long', async () => {
    const { client } = await gateway();
    const refused = (code: string) => ({ problem: { code: 'U-403', detail: expect.stringContaining(code) } });
    const ume = personCalled('suzuki-ume');
    expect(await client.registerPatientNumber(entry(hanako, '7'), never)).toMatchObject({ ok: true });
    expect(await client.registerPatientNumber(entry(ume, '7'), never)).toMatchObject(refused('patient-number-taken'));
    const nobody = { ...entry(ume, '8'), certificateSerial: '4f0c' };
    expect(await client.registerPatientNumber(nobody, never)).toMatchObject(refused('unknown-person'));
    expect(await client.registerPatientNumber(entry(ume, '9'.repeat(51)), never)).toMatchObject(refused('HTTP 400'));
  });

  test('asks by numbers in whatever width, and is told the 限度額 only where the patient said yes', async () => {
    const { client } = await gateway();
    const tetsuya = personCalled('okada-tetsuya');
    const { limit, ...unlimited } = tetsuya.eligibility;
    expect(limit).toBeDefined();
    const numbers = { ...lookUpOf(tetsuya), insurerNumber: '138057', insuredCardSymbol: '柊12' };
    expect(await client.lookUpInsurance(numbers, never)).toEqual({ ok: true, value: unlimited });
    expect(await client.lookUpInsurance({ ...numbers, limitConsent: true }, never)).toEqual({
      ok: true,
      value: tetsuya.eligibility,
    });
    expect(await client.lookUpInsurance({ ...numbers, birthdate: '19010101' }, never)).toMatchObject({
      value: { validity: 'none-found', name: '', insurance: null },
    });
  });

  test('knows whether prescriptions are taken', async () => {
    const { client } = await gateway();
    expect(await client.acceptsPrescriptions(never)).toEqual({ ok: true, value: true });
  });
});

describe('docs/api/gateway.yaml', () => {
  test('describes what the server answers at each path', async () => {
    const { url } = await gateway();
    const document = readApiDocument('gateway.yaml');
    const question = await about(hanako);
    const bodies: unknown[] = [];
    const real = httpClient();
    const client = createGatewayClient({
      url,
      institutionCode: '1311234567',
      timeoutMs: 10_000,
      http: async (...asked) => {
        const response = await real(...asked);
        bodies.push(await response.clone().json());
        return response;
      },
    });
    const absent = { receptionId, certificateSerial: certificateSerial(hanako.id), person: null };
    const asks: Readonly<Record<string, readonly [string, () => Promise<unknown>]>> = {
      '/v1/card-status': ['CardStatusResponse', () => client.cardStatus(question.certificate, never)],
      '/v1/registrations': ['RegistrationResponse', () => client.register(question.certificate, never)],
      '/v1/eligibility': ['EligibilityResponse', () => client.ask(question, never)],
      '/v1/eligibility/absent': ['EligibilityResponse', () => client.askAbsent(absent, never)],
      '/v1/eligibility/by-numbers': ['EligibilityResponse', () => client.lookUpInsurance(lookUpOf(hanako), never)],
      '/v1/patient-numbers': [
        'PatientNumberResponse',
        () => client.registerPatientNumber({ ...absent, patientNumber: '1' }, never),
      ],
      '/v1/prescriptions/service': ['PrescriptionServiceResponse', () => client.acceptsPrescriptions(never)],
      '/v1/subsidies': ['SubsidiesResponse', () => client.subsidies(question, never)],
    };
    expect(Object.keys(asks).toSorted()).toEqual(document.paths.toSorted());
    for (const [path, [schema, ask]] of Object.entries(asks)) {
      expect([path, await ask()]).toMatchObject([path, { ok: true }]);
      expect([path, document.describes(schema, bodies.at(-1))]).toEqual([path, true]);
      const empty = await fetch(`${url}${path}`, { method: 'POST' });
      expect([path, empty.status]).toEqual([path, 400]);
    }
  });
});

describe('alone, as a program of its own', () => {
  test('says where it listens, answers, fails as told, and ends when it is told to', async () => {
    const printed: string[] = [];
    const stop = new AbortController();
    const stopped = () => new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
    const ended = ranCommand(simulateGatewayCommand, ['simulate-gateway', '--port', '0'], {
      print: (text) => printed.push(text),
      stopped,
    });
    await vi.waitFor(() => expect(printed).toHaveLength(1), 20_000);
    const url = /http:\S+/.exec(printed[0] ?? '')?.[0] ?? '';
    const client = createGatewayClient({ url, institutionCode: '1311234567', timeoutMs: 10_000 });
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: true });

    const faults = (method: string, body?: unknown) =>
      fetch(`${url}/api/faults`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const down = { target: 'gateway', kind: 'down', count: 'until-cleared' };
    expect((await faults('POST', down)).status).toBe(200);
    expect((await faults('POST', { ...down, target: 'clinic' })).status).toBe(400);
    expect((await faults('POST', { ...down, kind: 'half', service: 'eligibility' })).status).toBe(400);
    expect(await client.ask(await about(hanako), never)).toMatchObject({ problem: { code: 'U-402' } });
    expect((await faults('DELETE')).status).toBe(200);
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: true });
    const requests = await (await fetch(`${url}/api/gateway/requests`)).json();
    expect(requests).toMatchObject([{ outcome: 'answered' }, { outcome: 'down' }, { outcome: 'answered' }]);

    stop.abort();
    await ended;
    expect(await client.ask(await about(hanako), never)).toMatchObject({ problem: { code: 'U-402' } });
  });
});

describe('a gateway that misbehaves', () => {
  test.each([
    ['down', 'U-402'],
    ['slow', 'U-402'],
    ['error', 'U-403'],
    ['garbage', 'U-403'],
    ['in-progress', 'U-404'],
  ] as const)('does so once, as told: %s is %s', async (kind, code) => {
    const { client, requests, arm } = await gateway({ timeoutMs: kind === 'slow' ? impatientMs : patientMs });
    arm(kind);
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: false, problem: { code } });
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: true });
    expect(requests()).toMatchObject([{ outcome: kind }, { outcome: 'answered' }]);
  });

  test.each([
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

  test.each([
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

  test('ends within a moment even while a slow answer is awaited', async () => {
    const { client, arm, close } = await gateway({ timeoutMs: 20_000 });
    arm('slow');
    const asked = client.ask(await about(hanako), never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedAt = Date.now();
    await close();
    expect(await asked).toMatchObject({ problem: { code: 'U-402' } });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  test.each([
    ['eligibility', 'down', 'U-402'],
    ['subsidies', 'error', 'U-403'],
    ['subsidies', 'in-progress', 'U-404'],
    ['card-status', 'slow', 'U-402'],
    ['prescriptions', 'down', 'U-402'],
  ] as const)('in one service and no other: %s, %s', async (service, kind, code) => {
    const { client, armFor } = await gateway({ timeoutMs: kind === 'slow' ? impatientMs : patientMs });
    armFor(service, kind);
    const question = await about(hanako);
    const services = {
      'card-status': () => client.cardStatus(question.certificate, never),
      eligibility: () => client.ask(question, never),
      subsidies: () => client.subsidies(question, never),
      prescriptions: () => client.acceptsPrescriptions(never),
    };
    for (const [name, ask] of Object.entries(services)) {
      expect(await ask()).toMatchObject(name === service ? { ok: false, problem: { code } } : { ok: true });
    }
    expect(await services[service]()).toMatchObject({ ok: true });
  });

  test('by being late, and in time all the same', async () => {
    const { client, arm, requests } = await gateway();
    arm('late');
    const startedAt = performance.now();
    expect(await client.ask(await about(hanako), never)).toMatchObject({ ok: true });
    expect(performance.now() - startedAt).toBeGreaterThan(95);
    expect(requests()).toMatchObject([{ outcome: 'late' }]);
  });

  test('refuses what is not as described', async () => {
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

const receptionId = '0198a7c0-0000-7000-8000-000000000000';

/** What stands on this person's 資格確認書. */
function lookUpOf({ eligibility: { insurance, birthdate } }: Person): InsuranceLookUp {
  if (!insurance) throw new Error('nobody without insurance has a 資格確認書');
  const { insurerNumber, insuredCardSymbol, insuredIdentificationNumber, insuredBranchNumber } = insurance;
  return {
    insurerNumber,
    insuredCardSymbol,
    insuredIdentificationNumber,
    insuredBranchNumber,
    birthdate,
    limitConsent: false,
  };
}

async function about(person: Person, holder: HolderEvidence = byFace): Promise<EligibilityQuestion> {
  return { certificate: await pki.issueFor(person, 'card'), holder };
}

/** Longest wait of a client: where an answer comes on the busiest machine, and where none is to come. */
const patientMs = 10_000;
const impatientMs = 3_000;

interface Changes {
  readonly people?: readonly Person[];
  readonly anchors?: readonly X509Certificate[];
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
  'okada-tetsuya',
].map(personCalled);

/** The simulated gateway on a port of its own, and a client that asks it. */
async function gateway({ people = everybody, anchors, timeoutMs = patientMs }: Changes = {}) {
  const faults = new FaultBoard();
  const trustAnchors = anchors ?? (await demoTrustAnchors(projectRoot(), new Date()));
  const simulated = createSimulatedGateway({ faults, people, trustAnchors, slowMs: 30_000, lateMs: 100 });
  const server = await createGatewayServer(simulated);
  const at = (institutionCode: string) => createGatewayClient({ url: server.url, institutionCode, timeoutMs });
  onTestFinished(() => server.close());
  const { url } = server;
  return {
    url,
    client: at('1311234567'),
    at,
    requests: () => simulated.requests(),
    armFor: (service: GatewayService, kind: FaultKind<'gateway'>) =>
      faults.arm({ target: 'gateway', kind, service, count: 1 }),
    arm: (kind: FaultKind<'gateway'>) => faults.arm({ target: 'gateway', kind, count: 1 }),
    close: () => server.close(),
  };
}
