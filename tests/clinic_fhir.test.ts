import type { Coverage, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { consentAnswer } from '../src/consent/items.ts';
import type { Reception } from '../src/outbox/reception.ts';
import { receptionBundle } from '../src/outbox/sinks/fhir/bundle.ts';
import { type FhirOptions, fhirSink } from '../src/outbox/sinks/fhir/fhirSink.ts';
import { memberId, memberParts } from '../src/outbox/sinks/fhir/memberId.ts';
import { type FhirServer, runningFhirServer } from './support/fhirServer.ts';
import { jpProblems, r4Problems } from './support/jpCore.ts';
import { parcelOf } from './support/parcel.ts';
import { atTheKiosk, sampleReception } from './support/queue.ts';

const clinicName = 'ひいらぎ内科';
const types = ['Patient', 'Organization', 'Coverage', 'Consent', 'CoverageEligibilityResponse', 'Provenance'] as const;

describe('the bundle of a reception', () => {
  const reception = sampleReception();
  const { eligibility } = reception;
  const { insurance } = eligibility;

  it.each<[string, Reception]>([
    ['an ordinary one', reception],
    ['with refused items', sampleReception({ consents: answers(false) })],
    ['with all four answers, one by one', sampleReception({ consents: answers(true) })],
    ['without consents', sampleReception({ consents: [] })],
    [
      'without insurance',
      sampleReception({ eligibility: { ...eligibility, validity: 'none-found', insurance: null } }),
    ],
    ['with a warning', sampleReception({ eligibility: { ...eligibility, warning: '証明書の期限' } })],
    [
      'of a one-word name',
      sampleReception({ eligibility: { ...eligibility, name: 'ＭＡＲＩＡ', nameKana: '', sex: '3' } }),
    ],
    ['corrected', { ...reception, version: 2 }],
    ['by PIN', sampleReception({ holder: { method: 'pin', provenAt: reception.receivedAt } })],
    ['expired', sampleReception({ eligibility: { ...eligibility, validity: 'invalid' } })],
    [
      'without branch or symbol',
      sampleReception({
        eligibility: {
          ...eligibility,
          insurance: insurance && { ...insurance, insuredBranchNumber: '', insuredCardSymbol: '' },
        },
      }),
    ],
  ])('is good R4 and good JP Core: %s', (_what, each) => {
    const bundle = receptionBundle(each, clinicName);
    expect(r4Problems(bundle)).toEqual([]);
    expect(jpProblems(bundle)).toEqual([]);
    expect(JSON.stringify(receptionBundle(structuredClone(each), clinicName))).toBe(JSON.stringify(bundle));
  });

  it('is judged by rules that do say no', () => {
    const text = JSON.stringify(receptionBundle(reception, clinicName));
    const spoiled = (from: string, to: string) => JSON.parse(text.replace(from, to));
    expect(jpProblems(spoiled('１８７３０', '18730'))).toHaveLength(1);
    expect(jpProblems(spoiled('"copaypct"', '"copay"'))).toHaveLength(1);
    expect(jpProblems(spoiled('2026-04-02T00:30:00.000Z', '2026-04-02T00:30:01.000Z'))).toHaveLength(1);
    expect(r4Problems(spoiled('"gender":"female"', '"gender":"f"'))).not.toEqual([]);
    expect(r4Problems(spoiled('"status":"active"', '"staus":"active"'))).not.toEqual([]);
  });
});

describe('a member id', () => {
  it.each([
    [
      {
        insurerNumber: '12345',
        insuredCardSymbol: 'あいう',
        insuredIdentificationNumber: '187',
        insuredBranchNumber: '05',
      },
      '00012345:あいう:１８７:05',
    ],
    [
      {
        insurerNumber: '39131156',
        insuredCardSymbol: '',
        insuredIdentificationNumber: '０１２３４５６７',
        insuredBranchNumber: '',
      },
      '39131156::０１２３４５６７:',
    ],
    [
      {
        insurerNumber: '  138057',
        insuredCardSymbol: '12-34',
        insuredIdentificationNumber: '５ ６　7',
        insuredBranchNumber: '５',
      },
      '00138057:１２－３４:５６７:05',
    ],
    [
      {
        insurerNumber: '06139463',
        insuredCardSymbol: 'a:b',
        insuredIdentificationNumber: '1',
        insuredBranchNumber: '００',
      },
      '06139463:ａ：ｂ:１:00',
    ],
  ])('%j', (numbers, wanted) => {
    const { insurance } = sampleReception().eligibility;
    if (!insurance) throw new Error('the sample is insured');
    expect(memberId(memberParts({ ...insurance, ...numbers }))).toBe(wanted);
  });
});

describe('the fhir sink and a FHIR server', () => {
  it('hands over one resource of each kind, linked to each other', async () => {
    const server = await runningFhirServer();
    expect(await deliver(server, sampleReception())).toEqual({ kind: 'taken' });
    expect(await counts(server)).toEqual([1, 2, 1, 1, 1, 1]);
    const [coverage] = await server.held('Coverage');
    const [patient] = await server.held('Patient');
    expect(coverage).toMatchObject({
      beneficiary: { reference: `Patient/${patient?.id}` },
      subscriberId: '柊１２:１８７３０',
      dependent: '01',
      type: { coding: [{ code: '2' }] },
      costToBeneficiary: [{ valueQuantity: { value: 30 } }],
      period: { start: '2024-04-01' },
    });
    expect(JSON.stringify(await everything(server))).not.toContain('urn:uuid:');
    expect(await server.held('Consent')).toMatchObject([
      {
        provision: {
          type: 'deny',
          period: { start: '2026-04-01T00:30:00.000Z', end: '2026-04-02T00:30:00.000Z' },
          provision: [{ type: 'permit', code: [{ coding: [{ code: 'medication' }] }] }],
        },
      },
    ]);
  });

  it('changes nothing by a repeated delivery', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    await deliver(server, reception);
    const before = await everything(server);
    expect(await deliver(server, reception)).toEqual({ kind: 'taken' });
    expect(await everything(server)).toEqual(before);
  });

  it('changes nothing more where the server took it and its answer was lost', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    server.faults.push({ status: 0, drop: true, after: true });
    expect(await deliver(server, reception)).toMatchObject({ kind: 'unavailable' });
    const before = await everything(server);
    expect(await deliver(server, reception)).toEqual({ kind: 'taken' });
    expect(await everything(server)).toEqual(before);
  });

  it('knows the patient, the clinic and the insurance again at the next visit', async () => {
    const server = await runningFhirServer();
    await deliver(server, sampleReception());
    await deliver(server, sampleReception());
    expect(await counts(server)).toEqual([1, 2, 1, 2, 2, 2]);
  });

  it('holds a changed copay as a coverage of its own', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    const { eligibility } = reception;
    const { insurance } = eligibility;
    await deliver(server, reception);
    await deliver(
      server,
      sampleReception({
        eligibility: {
          ...eligibility,
          insurance: insurance && { ...insurance, insuredPartialContributionRatio: '020' },
        },
      }),
    );
    const coverages = await server.held('Coverage');
    expect(coverages.map(copayOf).toSorted()).toEqual([20, 30]);
  });

  it('keeps a correction beside what it corrects, and says which that is', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    await deliver(server, reception);
    await deliver(server, { ...reception, version: 2 });
    expect(await server.held('Provenance')).toMatchObject([
      { meta: { tag: [{ code: `${reception.id}.v1` }] } },
      { entity: [{ role: 'revision', what: { identifier: { value: `${reception.id}.v1` } } }] },
    ]);
  });

  it('tells the desk’s system of a person without valid insurance', async () => {
    const server = await runningFhirServer();
    const { eligibility } = sampleReception();
    await deliver(server, sampleReception({ eligibility: { ...eligibility, validity: 'invalid', insurance: null } }));
    expect(await counts(server)).toEqual([1, 1, 0, 1, 1, 1]);
    expect(await server.held('CoverageEligibilityResponse')).toMatchObject([{ disposition: '無効' }]);
  });

  it('shows its token and asks for a short answer', async () => {
    const server = await runningFhirServer();
    await deliver(server, sampleReception(), { token: 'a-token' });
    expect(server.requests).toMatchObject([{ authorization: 'Bearer a-token', prefer: 'return=minimal' }]);
  });
});

describe('a FHIR server that answers', () => {
  it.each([
    [503, {}, { kind: 'unavailable', detail: 'HTTP 503' }],
    [429, { 'retry-after': '7' }, { kind: 'unavailable', detail: 'HTTP 429', retryAfterMs: 7_000 }],
    [401, {}, { kind: 'unavailable', detail: 'HTTP 401' }],
    [403, {}, { kind: 'unavailable', detail: 'HTTP 403' }],
    [404, {}, { kind: 'unavailable', detail: 'HTTP 404' }],
    [302, { location: 'http://127.0.0.1:1/' }, { kind: 'unavailable', detail: 'HTTP 302' }],
    [500, {}, { kind: 'refused-for-now', detail: 'HTTP 500' }],
    [412, {}, { kind: 'refused', detail: 'HTTP 412' }],
    [422, {}, { kind: 'refused', detail: 'HTTP 422' }],
  ])('%i', async (status, headers, wanted) => {
    const server = await runningFhirServer();
    server.faults.push({ status, headers, body: '山田' });
    expect(await deliver(server, sampleReception())).toEqual(wanted);
  });

  it.each([
    ['a page', '<html>sign in</html>'],
    ['nothing', ''],
    ['another resource', '{"resourceType":"OperationOutcome"}'],
    [
      'a refused entry',
      '{"resourceType":"Bundle","type":"transaction-response","entry":[{"response":{"status":"400"}}]}',
    ],
    ['no end', 'x'.repeat(2 * 1024 * 1024)],
  ])('200 with %s has not taken anything', async (_what, body) => {
    const server = await runningFhirServer();
    server.faults.push({ status: 200, body });
    expect(await deliver(server, sampleReception())).toMatchObject({ kind: 'unavailable' });
  });

  it('nothing at all is not there', async () => {
    const sink = fhirSink({ baseUrl: 'http://127.0.0.1:1/fhir', clinicName, timeLimitMs: 2_000 });
    expect(await sink.deliver(parcelOf(sampleReception()), AbortSignal.timeout(2_000))).toMatchObject({
      kind: 'unavailable',
    });
  });
});

function answers(agreed: boolean) {
  const at = Date.parse('2026-04-01T00:29:00.000Z');
  return (['surgery', 'medication', 'diagnosis', 'checkup'] as const).map((item, index) =>
    consentAnswer(item, agreed, atTheKiosk(at + index * 1_000)),
  );
}

function deliver(server: FhirServer, reception: Reception, options: Partial<FhirOptions> = {}) {
  const sink = fhirSink({ baseUrl: server.url, clinicName, timeLimitMs: 5_000, ...options });
  return sink.deliver(parcelOf(reception), AbortSignal.timeout(5_000));
}

async function everything(server: FhirServer): Promise<readonly (readonly Resource[])[]> {
  return Promise.all(types.map((type) => server.held(type)));
}

async function counts(server: FhirServer): Promise<readonly number[]> {
  return (await everything(server)).map((held) => held.length);
}

function copayOf(resource: Resource): number | undefined {
  const coverage: Coverage | undefined = resource.resourceType === 'Coverage' ? resource : undefined;
  return coverage?.costToBeneficiary?.[0]?.valueQuantity?.value;
}
