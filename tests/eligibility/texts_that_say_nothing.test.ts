import { describe, expect, test } from 'vitest';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import type { httpClient } from '../../src/kernel/httpClient.ts';
import { readAnswer } from '../../src/outbox/sinks/oqs/answerFile.ts';
import { encode } from '../../src/outbox/sinks/oqs/encoding.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { isInForce } from '../../src/reception/subsidy.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const told = sampleReception().eligibility;
const never = new AbortController().signal;
const proof = {
  certificate: Uint8Array.of(0x30),
  holder: { method: 'visual', staff: 'tanaka', reason: 'injury', provenAt: '2026-04-01T00:00:00.000Z' },
} as const;

/** A client whose gateway says this, whatever is asked. */
function gatewaySaying(answer: unknown) {
  return createGatewayClient({
    url: 'http://gateway.invalid/',
    institutionCode: '1311234567',
    timeoutMs: 1_000,
    http: (async (_url, { body }) =>
      new Response(
        JSON.stringify({
          requestId: JSON.parse(String(body)).requestId,
          segmentOfResult: '1',
          processingResultStatus: '1',
          answer,
        }),
      )) as ReturnType<typeof httpClient>,
  });
}

const blanks = ['', ' ', '　', '\u0000\u0000', '\u200b', '\u3164', ' \u00a0\ufeff', null];

describe('what a gateway leaves empty', () => {
  test.each(blanks)('%j is what it is absent: no patient number, no end, no warning', async (blank) => {
    const { warning: _warning, ...plain } = told;
    const said = { ...plain, patientNumber: blank, warning: blank, elderlyRatio: blank, address: blank };
    const limit = { classification: '01', flag: 'A03', validFrom: '20260401' };
    const expected = { ok: true, value: { ...plain, address: '', limit } };
    expect(await gatewaySaying({ ...said, limit: { ...limit, validTo: blank } }).ask(proof, never)).toEqual(expected);
    const absent = { ...plain, limit, address: undefined };
    expect(await gatewaySaying(absent).ask(proof, never)).toEqual(expected);
  });

  test.each(blanks)('%j for insurance and birth date: none, and one that nobody knows', async (blank) => {
    const answer = {
      validity: 'valid',
      name: told.name,
      nameKana: blank,
      sex: blank,
      birthdate: blank,
      address: blank,
    };
    const insurance = { insurerNumber: blank, insurerName: blank, personalFamilyClassification: '1' };
    expect(await gatewaySaying({ ...answer, insurance }).ask(proof, never)).toEqual({
      ok: true,
      value: {
        ...{ validity: 'valid', name: told.name, nameKana: '', sex: '3', birthdate: '00000000', address: '' },
        insurance: null,
      },
    });
  });

  test('a blank number is not one that was registered', async () => {
    const entry = { receptionId: '0198a7c0-0000-7000-8000-000000000000', certificateSerial: '4f', patientNumber: 'A' };
    const answer = await gatewaySaying({ patientNumber: ' ' }).registerPatientNumber(entry, never);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'U-403' } });
  });

  test('certificates of PMH: blank numbers and amounts are absent, odd ones stay as they are', async () => {
    const certificate = {
      id: 'child',
      certificationName: '子ども医療費受給者証',
      prefecture: '13',
      alwaysReimbursed: false,
      validFrom: '20260101',
      notDisclosed: false,
    };
    const said = {
      ...certificate,
      municipality: '',
      payerNumber: '　',
      recipientNumber: ' こ 1 ',
      maxCopayment: '',
      validTo: ' ',
    };
    expect(await gatewaySaying([said]).subsidies(proof, never)).toEqual({
      ok: true,
      value: [{ ...certificate, municipality: '', recipientNumber: ' こ 1 ' }],
    });
  });

  test.each([
    ['19650000', '19650000'],
    ['1965-12-00', '19651200'],
    ['0000-00-00', '00000000'],
  ])('birth date %s is kept as %s', async (birthdate, kept) => {
    expect(await gatewaySaying({ ...told, birthdate }).ask(proof, never)).toMatchObject({ value: { birthdate: kept } });
  });

  test.each(['19650231', '19650012', '昭和40年', 'x'])('birth date %s is refused', async (birthdate) => {
    const refused = { ok: false, problem: { code: 'U-403', detail: 'not as agreed: answer.birthdate' } };
    expect(await gatewaySaying({ ...told, birthdate }).ask(proof, never)).toEqual(refused);
  });
});

describe('what an answer file leaves empty', () => {
  const asked = { institutionCode: '1311234567', fileIdentifier: 'q1', birthdate: '19850412' };
  const reception = sampleReception();
  const xml = encode(
    faceFile(reception, 'utf-8').bytes.toString('utf8').replace(reception.id, 'q1'),
    'utf-8',
  ).toString();

  test.each(['<Sex1/>', '<Sex1></Sex1>', '<Sex1>　</Sex1>', ''])('%s is a sex that is not told', (element) => {
    const answer = readAnswer(xml.replace(/<Sex1>.<\/Sex1>/, element), asked);
    expect(answer).toEqual({ ok: true, value: { ...told, sex: '3' } });
  });

  test('empty groups and lists are not there', () => {
    const empty = [
      'ElderlyRecipientCertificateInfo',
      'LimitApplicationCertificateRelatedInfo',
      'SpecificDiseasesCertificateList',
    ];
    const elements = [
      ...empty.map((name) => `<${name}/>`),
      '<ReferenceNumber>　</ReferenceNumber>',
      '<PersonalFamilyClassification/>',
    ];
    const answer = readAnswer(
      xml.replace('<Name>', `${elements.join('')}<Name>`).replace(/<PersonalFamilyClassification>1.*?>/, ''),
      asked,
    );
    expect(answer).toEqual({ ok: true, value: told });
  });

  test('nobody found in an empty list', () => {
    const none = xml
      .replace(/<ResultList>.*<\/ResultList>/s, '<ResultList/>')
      .replace('<QualificationValidity>1', '<QualificationValidity>4');
    expect(readAnswer(none, asked)).toMatchObject({
      ok: true,
      value: { validity: 'none-found', birthdate: '19850412' },
    });
  });

  test.each([
    ['19850412', '19850000', true],
    ['19850000', '19850412', true],
    ['00000000', '19850412', true],
    ['19850412', '', false],
    ['19850412', '19850500', false],
  ])('asked about %s, answered about %j: %s', (birthdate, answered, isThem) => {
    const file = xml.replace(/<Birthdate>.*<\/Birthdate>/, `<Birthdate>${answered}</Birthdate>`);
    expect(readAnswer(file, { ...asked, birthdate }).ok).toBe(isThem);
  });
});

test.each([
  [undefined, true],
  ['99999999', true],
  ['00000000', true],
  ['20260400', true],
  ['20260000', true],
  ['20260331', false],
  ['20260300', false],
])('a certificate that ends %s is in force on 1 April 2026: %s', (validTo, inForce) => {
  const certificate = {
    ...{ id: 'a', certificationName: 'x', prefecture: '13', municipality: '', alwaysReimbursed: false },
    ...{ validFrom: '20260101', notDisclosed: false },
  };
  expect(isInForce({ ...certificate, ...(validTo === undefined ? {} : { validTo }) }, '20260401')).toBe(inForce);
});
