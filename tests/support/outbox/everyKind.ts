import { consentItems } from '../../../src/consent/items.ts';
import { type ConsentAnswer, consentAnswer } from '../../../src/reception/consents.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import type { SubsidyCertificate } from '../../../src/reception/subsidy.ts';
import { atTheKiosk, sampleReception } from './queue.ts';

/** A child's certificate, paid for here; one of another prefecture that is nobody's to see. */
export const certificates: readonly SubsidyCertificate[] = [
  {
    id: 'child',
    certificationName: '子ども医療費受給者証',
    payerNumber: '88132048',
    recipientNumber: 'こ－00912/3',
    prefecture: '13',
    municipality: 'ひいらぎ市',
    alwaysReimbursed: false,
    maxCopayment: '200',
    segment: '2',
    incomeSegment: '非課税',
    validFrom: '20260101',
    validTo: '20261231',
    notDisclosed: false,
  },
  {
    id: 'disability',
    certificationName: '重度障害者医療証',
    prefecture: '14',
    municipality: 'かえで市',
    alwaysReimbursed: false,
    maxCopayment: '1日200円まで',
    validFrom: '20260101',
    notDisclosed: true,
  },
];

const provenAt = '2026-04-01T00:29:40.000Z';
const answeredAt = '2026-04-01T00:29:50.000Z';

/** A reception of every kind there is, each with a name: what every sink has to carry. */
export function everyKind(): readonly (readonly [name: string, reception: Reception])[] {
  const { eligibility, ...sample } = sampleReception({ receivedAt: '2026-04-01T00:30:00.000Z' });
  const { insurance } = eligibility;
  const person = { name: '山田　花子', address: '東京都ひいらぎ市緑町１', birthdate: '19850412', sex: '2' } as const;
  const of = (changes: Partial<Reception>): Reception => ({ ...sample, eligibility, ...changes });
  const asked = (changes: Partial<ConsentAnswer>): ConsentAnswer => ({
    ...consentAnswer('medication', true, atTheKiosk(Date.parse(answeredAt))),
    ...changes,
  });
  return [
    ['provisional, with the card’s four items', of({ status: 'provisional', eligibility: null, person })],
    [
      'provisional, of a phone',
      of({ status: 'provisional', eligibility: null, token: { ...sample.token, kind: 'iphone' } }),
    ],
    ['completed later', of({ version: 2, person })],
    [
      'of somebody whose day of birth nobody knows',
      of({ person: { ...person, birthdate: '19650000' }, eligibility: { ...eligibility, birthdate: '19650000' } }),
    ],
    [
      'of somebody whose birth date nobody knows',
      of({ status: 'provisional', eligibility: null, person: { ...person, birthdate: '00000000' } }),
    ],
    [
      'of certificates without days',
      of({
        eligibility: {
          ...eligibility,
          insurance: insurance && { ...insurance, qualificationDate: '00000000', disqualificationDate: '99999999' },
          limit: { classification: '01', flag: 'A03', validFrom: '20260400', validTo: '99999999' },
        },
      }),
    ],
    [
      'of a mismatch',
      of({ eligibility: null, person, link: { kind: 'mismatch', differs: ['name', 'birthdate', 'sex'] } }),
    ],
    [
      'in a disaster, nothing read',
      of({
        occasion: { kind: 'disaster', staff: '受付 一', reason: '地震' },
        token: { kind: 'none', serial: null, certificateClass: null, genuine: null },
        holder: null,
        link: { kind: 'not-compared' },
        consents: [],
      }),
    ],
    [
      'in an emergency, nobody known',
      of({
        occasion: { kind: 'emergency', staff: '受付 一', reason: '意識がない' },
        token: { kind: 'none', serial: null, certificateClass: null, genuine: null },
        holder: null,
        person: null,
        eligibility: null,
        status: 'provisional',
        link: { kind: 'not-compared' },
        consents: [asked({ agreed: false, notObtained: true, givenBy: { by: 'staff', staff: '受付 一' } })],
      }),
    ],
    ['by staff’s eyes', of({ holder: { method: 'visual', provenAt, staff: '受付 一', reason: 'injury' } })],
    [
      'by phone',
      of({ holder: { method: 'phone', provenAt }, token: { ...sample.token, kind: 'iphone', genuine: null } }),
    ],
    ['with a consent that staff took', of({ consents: [asked({ givenBy: { by: 'staff', staff: '受付 一' } })] })],
    [
      'with a consent that ran out',
      of({ consents: [asked({ expired: true }), asked({ item: 'surgery', agreed: false })] }),
    ],
    [
      'with every item, widely worded',
      of({
        consents: consentItems.map((item) =>
          asked({ item, wording: { version: '2026-11', kinds: 'wide', language: 'en' } }),
        ),
      }),
    ],
    ['with a prescription on paper', of({ prescriptionForm: 'paper' })],
    ['with certificates', of({ subsidies: { answer: 'used', answeredAt, certificates } })],
    ['with certificates declined', of({ subsidies: { answer: 'declined', answeredAt, certificates: [] } })],
    ['without PMH', of({ subsidies: { answer: 'could-not-ask', answeredAt: null, certificates: [] } })],
    [
      'with 限度額, 特定疾病 and 高齢受給者証',
      of({
        eligibility: {
          ...eligibility,
          elderlyRatio: '020',
          limit: { classification: '02', flag: 'B05', validFrom: '20260101', validTo: '20261231' },
          specificDiseases: [
            { category: '1', validFrom: '20240401' },
            { category: '3', validFrom: '20240401', validTo: '20270331' },
          ],
        },
      }),
    ],
    [
      'with 医療扶助 alone',
      of({
        eligibility: {
          ...eligibility,
          validity: 'valid-unregistered',
          insurance: null,
          medicalAssistance: { payerNumber: '12137014', recipientNumber: '0045678', validFrom: '20260301' },
        },
      }),
    ],
    [
      'of an insurance that ended',
      of({
        eligibility: {
          ...eligibility,
          validity: 'newer-exists',
          insurance: insurance && { ...insurance, insuredCardClassification: '01', disqualificationDate: '20260228' },
        },
      }),
    ],
    [
      'not to be disclosed',
      of({ eligibility: { ...eligibility, address: '', notDisclosed: true }, person: { ...person, address: '' } }),
    ],
    [
      'with the clinic’s number',
      of({ patientNumber: '0004321', eligibility: { ...eligibility, patientNumber: '0004321', warning: 'W-0001' } }),
    ],
  ];
}
