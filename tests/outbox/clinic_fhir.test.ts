import type { Coverage, Resource } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { receptionBundle } from '../../src/outbox/sinks/fhir/bundle.ts';
import { type FhirOptions, fhirSink } from '../../src/outbox/sinks/fhir/fhirSink.ts';
import { memberId, memberParts } from '../../src/outbox/sinks/fhir/memberId.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { consentAnswer } from '../../src/reception/consents.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { certificates, everyKind } from '../support/outbox/everyKind.ts';
import { type FhirServer, runningFhirServer } from '../support/outbox/fhirServer.ts';
import { jpProblems, r4Problems } from '../support/outbox/jpCore.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { atTheKiosk, sampleReception } from '../support/outbox/queue.ts';

const clinicName = 'ひいらぎ内科';
const types = ['Patient', 'Organization', 'Coverage', 'Consent', 'CoverageEligibilityResponse', 'Provenance'] as const;

describe('the bundle of a reception', () => {
  const reception = sampleReception({ consents: answers(true).slice(0, 1) });
  const { eligibility } = reception;
  const { insurance } = eligibility;

  test.each<readonly [string, Reception]>([
    ...everyKind(),
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

  test('writes no empty text where the answer said nothing', () => {
    const silent = { ...eligibility, name: '', nameKana: '', address: '', birthdate: '00000000' };
    const nothing = {
      insurerName: '',
      insuredCardSymbol: '',
      insuredIdentificationNumber: '',
      insuredBranchNumber: '',
    };
    const none = { insuredPartialContributionRatio: '', qualificationDate: '' };
    const bundle = receptionBundle(
      sampleReception({ eligibility: { ...silent, insurance: insurance && { ...insurance, ...nothing, ...none } } }),
      clinicName,
    );
    expect(r4Problems(bundle)).toEqual([]);
    expect(JSON.stringify(bundle)).not.toMatch(/:""|\[\]|\{\}/);
  });

  test.each([
    ['19650412', '1965-04-12'],
    ['19651200', '1965-12'],
    ['19650000', '1965'],
    ['00000000', undefined],
  ])('says of birth date %s what is known: %s', (birthdate, expected) => {
    const bundle = receptionBundle(sampleReception({ eligibility: { ...eligibility, birthdate } }), clinicName);
    const said = JSON.stringify(bundle).match(/"birthDate":"([^"]*)"/);
    expect(said?.[1]).toBe(expected);
    expect(
      faceFile(sampleReception({ eligibility: { ...eligibility, birthdate } }), 'utf-8').bytes.toString(),
    ).toContain(`<Birthdate>${birthdate}</Birthdate>`);
  });

  test('is judged by rules that do say no', () => {
    const text = JSON.stringify(receptionBundle(reception, clinicName));
    const spoiled = (from: string, to: string) => JSON.parse(text.replace(from, to));
    expect(jpProblems(spoiled('１８７３０', '18730'))).toHaveLength(1);
    expect(jpProblems(spoiled('"copaypct"', '"copay"'))).toHaveLength(1);
    expect(jpProblems(spoiled('2026-04-02T00:29:00.000Z', '2026-04-02T00:29:01.000Z'))).toHaveLength(1);
    expect(r4Problems(spoiled('"gender":"female"', '"gender":"f"'))).not.toEqual([]);
    expect(r4Problems(spoiled('"status":"active"', '"staus":"active"'))).not.toEqual([]);
    const subsidised = JSON.stringify(receptionBundle(sampleReception({ subsidies: used }), clinicName));
    expect(jpProblems(JSON.parse(subsidised.replace('"code":"8"', '"code":"1"')))).toHaveLength(1);
  });
});

describe('a member id', () => {
  test.each([
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
  test('hands over one resource of each kind, linked to each other', async () => {
    const server = await runningFhirServer();
    const consents = [consentAnswer('medication', true, atTheKiosk(Date.parse('2026-04-01T00:30:00.000Z')))];
    expect(await deliver(server, sampleReception({ consents }))).toEqual({ kind: 'taken' });
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

  test('changes nothing by a repeated delivery', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    await deliver(server, reception);
    const before = await everything(server);
    expect(await deliver(server, reception)).toEqual({ kind: 'taken' });
    expect(await everything(server)).toEqual(before);
  });

  test('changes nothing more where the server took it and its answer was lost', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    server.faults.push({ status: 0, drop: true, after: true });
    expect(await deliver(server, reception)).toMatchObject({ kind: 'unavailable' });
    const before = await everything(server);
    expect(await deliver(server, reception)).toEqual({ kind: 'taken' });
    expect(await everything(server)).toEqual(before);
  });

  test('knows the patient, the clinic and the insurance again at the next visit', async () => {
    const server = await runningFhirServer();
    await deliver(server, sampleReception());
    await deliver(server, sampleReception());
    expect(await counts(server)).toEqual([1, 2, 1, 2, 2, 2]);
  });

  test('holds a changed copay as a coverage of its own', async () => {
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

  test('keeps a correction beside what it corrects, and says which that is', async () => {
    const server = await runningFhirServer();
    const reception = sampleReception();
    await deliver(server, reception);
    await deliver(server, { ...reception, version: 2 });
    expect(await server.held('Provenance')).toMatchObject([
      { meta: { tag: [{ code: `${reception.id}.v1` }] } },
      { entity: [{ role: 'revision', what: { identifier: { value: `${reception.id}.v1` } } }] },
    ]);
  });

  test('tells the desk’s system of a person without valid insurance', async () => {
    const server = await runningFhirServer();
    const { eligibility } = sampleReception();
    await deliver(server, sampleReception({ eligibility: { ...eligibility, validity: 'invalid', insurance: null } }));
    expect(await counts(server)).toEqual([1, 1, 0, 1, 1, 1]);
    expect(await server.held('CoverageEligibilityResponse')).toMatchObject([{ disposition: '無効' }]);
  });

  test('shows its token and asks for a short answer', async () => {
    const server = await runningFhirServer();
    await deliver(server, sampleReception(), { token: 'a-token' });
    expect(server.requests).toMatchObject([{ authorization: 'Bearer a-token', prefer: 'return=minimal' }]);
  });
});

describe('what the bundle says', () => {
  const of = (changes: Partial<Reception>) =>
    entries(receptionBundle({ ...sampleReception({ consents: answers(true) }), ...changes }, clinicName));

  test('a Coverage for each certificate and for 医療扶助, each with its payer, beside the insurance', async () => {
    const server = await runningFhirServer();
    const { eligibility } = sampleReception();
    const medicalAssistance = { payerNumber: '12137014', recipientNumber: '0045678', validFrom: '20260301' };
    await deliver(server, sampleReception({ eligibility: { ...eligibility, medicalAssistance }, subsidies: used }));
    const coverages = await server.held('Coverage');
    expect(coverages).toMatchObject([
      { type: { coding: [{ code: '2' }] } },
      { type: { coding: [{ code: '8' }] }, subscriberId: '0045678', class: [{ value: '医療扶助' }] },
      {
        subscriberId: 'こ－00912/3',
        costToBeneficiary: [{ valueMoney: { value: 200, currency: 'JPY' } }],
        extension: [{ valueBoolean: false }],
      },
      {
        class: [{ value: '重度障害者医療証' }],
        extension: [{ valueBoolean: true }],
        meta: { security: [{ code: 'R' }] },
      },
    ]);
    // The clinic, the insurer, the three who pay.
    expect(await server.held('Organization')).toHaveLength(5);
    expect(await server.held('CoverageEligibilityResponse')).toMatchObject([
      { insurance: coverages.map(({ id }) => ({ coverage: { reference: `Coverage/${id}` }, inforce: true })) },
    ]);
  });

  test('a consent that ran out on its way permits nothing, and is inactive where nothing else is left', () => {
    const [first, ...others] = answers(true);
    if (!first) throw new Error('there are four');
    const over = { ...first, expired: true } as const;
    expect(of({ consents: [over] }).Consent).toMatchObject([
      { status: 'inactive', provision: { provision: [{ type: 'deny', period: { end: over.validUntil } }] } },
    ]);
    expect(of({ consents: [over, ...others] }).Consent).toMatchObject([
      {
        status: 'active',
        provision: { provision: [{ type: 'deny' }, { type: 'permit' }, { type: 'permit' }, { type: 'permit' }] },
      },
    ]);
    // A refusal does not run out.
    expect(of({ consents: answers(false) }).Consent).toMatchObject([{ status: 'active' }]);
  });

  test('the clinic’s own number of the patient, also for one the server knows already', () => {
    const system = 'urn:oid:1.2.392.100495.20.3.51.11311234567';
    const { Patient, CoverageEligibilityResponse } = of({ patientNumber: '0004321' });
    expect(Patient).toMatchObject([{ identifier: [{ system, value: '0004321' }, { value: '4f0c1b2a3d4e5f60' }] }]);
    expect(CoverageEligibilityResponse).toMatchObject([{ patient: { identifier: { system, value: '0004321' } } }]);
  });

  test('where card and answer are about two people: an error, and neither’s insurance', () => {
    const { Coverage, CoverageEligibilityResponse } = of({
      eligibility: null,
      link: { kind: 'mismatch', differs: ['name', 'birthdate'] },
      subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
    });
    expect(Coverage).toBeUndefined();
    expect(CoverageEligibilityResponse).toMatchObject([
      {
        outcome: 'error',
        error: [{ code: { coding: [{ code: 'name' }] } }, { code: { coding: [{ code: 'birthdate' }] } }],
      },
    ]);
  });

  test('how the holder was proven, by whom, and under what rules', () => {
    const provenAt = '2026-04-01T00:29:00.000Z';
    expect(of({ holder: { method: 'visual', provenAt, staff: '受付 一', reason: 'injury' } }).Provenance).toMatchObject(
      [
        {
          activity: { coding: [{ code: 'card' }, { code: 'visual' }] },
          agent: [
            { who: { display: 'front-desk-1' } },
            { type: { coding: [{ code: 'verifier' }] }, who: { display: '受付 一' } },
          ],
        },
      ],
    );
    const [face] = of({}).Provenance ?? [];
    expect(face).toMatchObject({
      extension: [
        { valueDecimal: 0.71 },
        { valueString: 'embedded' },
        { valueCode: 'passed' },
        { valueCode: 'verified' },
        { valueCode: 'valid' },
      ],
    });
    const occasion = { kind: 'disaster', staff: '受付 二', reason: '地震' } as const;
    expect(of({ occasion, holder: null }).Provenance).toMatchObject([
      { reason: [{ text: '災害時：地震' }], agent: [{}, { who: { display: '受付 二' } }] },
    ]);
  });

  test('限度額, 特定疾病 and 高齢受給者証 with the insurance they belong to', () => {
    const { eligibility } = sampleReception();
    const [response] =
      of({
        eligibility: {
          ...eligibility,
          elderlyRatio: '020',
          limit: { classification: '02', flag: 'B05', validFrom: '20260101', validTo: '20261231' },
          specificDiseases: [{ category: '1', validFrom: '20240401' }],
        },
      }).CoverageEligibilityResponse ?? [];
    expect(response).toMatchObject({
      insurance: [
        {
          item: [
            { benefit: [{ allowedUnsignedInt: 20 }] },
            {
              extension: [{ valuePeriod: { start: '2026-01-01', end: '2026-12-31' } }],
              benefit: [{ type: { coding: [{ code: '02' }] } }, { type: { coding: [{ code: 'B05' }] } }],
            },
            { extension: [{ valuePeriod: { start: '2024-04-01' } }], benefit: [{ type: { coding: [{ code: '1' }] } }] },
          ],
        },
      ],
    });
  });
});

describe('a FHIR server that answers', () => {
  test.each([
    [503, {}, { kind: 'unavailable', detail: 'HTTP 503' }],
    [429, { 'retry-after': '7' }, { kind: 'unavailable', detail: 'HTTP 429', retryAfterMs: 7_000 }],
    [401, {}, { kind: 'unavailable', detail: 'HTTP 401', needs: 'set-up' }],
    [403, {}, { kind: 'unavailable', detail: 'HTTP 403', needs: 'set-up' }],
    [404, {}, { kind: 'unavailable', detail: 'HTTP 404', needs: 'set-up' }],
    [302, { location: 'http://127.0.0.1:1/' }, { kind: 'unavailable', detail: 'HTTP 302', needs: 'set-up' }],
    [500, {}, { kind: 'refused-for-now', detail: 'HTTP 500' }],
    [412, {}, { kind: 'refused-for-now', detail: 'HTTP 412' }],
    [422, {}, { kind: 'refused', detail: 'HTTP 422' }],
  ])('%i', async (status, headers, wanted) => {
    const server = await runningFhirServer();
    server.faults.push({ status, headers, body: '山田' });
    expect(await deliver(server, sampleReception())).toEqual(wanted);
  });

  test.each([
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

  test('nothing at all is not there', async () => {
    const sink = fhirSink({ baseUrl: 'http://127.0.0.1:1/fhir', clinicName, timeLimitMs: 2_000 });
    expect(await sink.deliver(parcelOf(sampleReception()), AbortSignal.timeout(2_000))).toMatchObject({
      kind: 'unavailable',
    });
  });
});

const used = { answer: 'used', answeredAt: '2026-04-01T00:29:55.000Z', certificates } as const;

/** The resources of a bundle by their type, in order. */
function entries(bundle: object): Readonly<Partial<Record<string, readonly unknown[]>>> {
  const byType: Record<string, unknown[]> = {};
  for (const { resource } of entrySchema.parse(bundle).entry) {
    byType[resource.resourceType] = [...(byType[resource.resourceType] ?? []), resource];
  }
  return byType;
}

const entrySchema = z.object({ entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })) });

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
