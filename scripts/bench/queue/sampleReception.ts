import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { consentItems } from '../../../src/consent/items.ts';
import { consentAnswer } from '../../../src/reception/consents.ts';
import type { Reception } from '../../../src/reception/reception.ts';

const digits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0');

/** An invented arrival, a little different each time; about as large as a real one. */
export function sampleReception(): Reception {
  const now = Date.now();
  const receivedAt = new Date(now).toISOString();
  return {
    schemaVersion: 1,
    id: uuidv7(),
    version: 1,
    status: 'confirmed',
    receivedAt,
    institutionCode: '1311234567',
    kiosk: 'front-desk-1',
    occasion: { kind: 'ordinary' },
    token: { kind: 'card', serial: digits(12), certificateClass: 'valid', genuine: 'verified' },
    holder: {
      method: 'face',
      provenAt: receivedAt,
      score: 0.71,
      profile: 'embedded',
      liveness: { passive: null, challenge: 'passed' },
    },
    person: null,
    consents: consentItems.map((item) =>
      consentAnswer(item, randomInt(2) === 1, {
        givenBy: { by: 'patient' },
        wording: { version: '2026-11', kinds: 'ordinary', language: 'ja' },
        now,
      }),
    ),
    prescriptionForm: null,
    subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
    link: { kind: 'matched' },
    patientNumber: null,
    eligibility: {
      validity: 'valid',
      name: `山田　花子${digits(4)}`,
      nameKana: 'ﾔﾏﾀﾞ ﾊﾅｺ',
      sex: '2',
      birthdate: '19850412',
      address: `東京都ひいらぎ市緑町一丁目${digits(2)}番${digits(2)}号`,
      insurance: {
        insurerNumber: '00138057',
        insurerName: 'ひいらぎ市国民健康保険',
        insuredCardSymbol: '柊１２',
        insuredIdentificationNumber: digits(8),
        insuredBranchNumber: '01',
        personalFamilyClassification: '1',
        insuredPartialContributionRatio: '030',
        qualificationDate: '20240401',
      },
    },
  };
}
