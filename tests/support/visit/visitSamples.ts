import type { PhoneToken } from '../../../src/card/phoneToken.ts';
import type { CardFace, CardHolder, CardIdentity, PlacedCard } from '../../../src/card/placedCard.ts';
import type { EligibilityGateway } from '../../../src/eligibility/gateway.ts';
import type { FaceOutcome } from '../../../src/face/faceMatcher.ts';
import { ok } from '../../../src/problem/result.ts';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import type { SubsidyCertificate } from '../../../src/reception/subsidy.ts';
import type { KeyMap } from '../../../src/screen/keypad/keyMap.ts';
import type { CardFront } from '../../../src/visit/actors.ts';
import { createDigitEntries } from '../../../src/visit/digitEntry.ts';
import type { VisitPorts } from '../../../src/visit/ports.ts';
import type { VisitSettings } from '../../../src/visit/settings.ts';
import { ofAnEra } from './sampleBirths.ts';

/** A moment for everything that asks the time. */
export const sampleNow = Date.UTC(2026, 10, 22, 0, 30);

/** As the configuration has it from the beginning. */
export const sampleKeyMap: KeyMap = {
  digits: ['Numpad', 'Digit'],
  roles: {
    choose: ['NumpadEnter', 'Enter'],
    next: ['NumpadAdd', 'ArrowDown', 'ArrowRight'],
    previous: ['NumpadSubtract', 'ArrowUp', 'ArrowLeft'],
    again: ['NumpadMultiply'],
    voice: ['NumpadDecimal', 'Period'],
    help: ['NumpadDivide', 'Slash'],
    erase: ['Backspace'],
    cancel: ['Escape'],
  },
};

export const sampleSettings: VisitSettings = {
  clinicName: 'ひいらぎ内科クリニック',
  institutionCode: '1310000001',
  kiosk: 'kiosk-1',
  defaultLanguage: 'ja',
  languages: ['ja', 'en'],
  defaultSeen: { text: 100, contrast: 'normal', calm: false, low: false, voice: 'off', volume: 3, speed: 'normal' },
  keyMap: sampleKeyMap,
  oneSwitch: { key: '', way: 'hold', holdMs: 800, scanMs: 2_000 },
  consentItems: ['medication', 'checkup'],
  consentKinds: 'ordinary',
  asksPrescriptionForm: false,
  asksSubsidies: true,
  subsidyVerb: 'use',
  takesPhones: true,
  offersVisual: true,
  reader: 'below',
  hours: [],
  cleaningMs: 30_000,
  faceAttempts: 2,
  afterCheckIn: { ja: 'お待ちください。', en: 'Please wait.' },
  afterFirstVisit: { ja: '受付へお越しください。', en: 'Please come to the desk.' },
  inactivityMs: 90_000,
  helpedInactivityMs: 180_000,
  countdownMs: 30_000,
  liftedMs: 60_000,
  doneMs: 8_000,
  problemMs: 40_000,
  faceAttemptMs: 8_000,
  eligibilityMs: 10_000,
};

export const sampleIdentity: CardIdentity = {
  certificate: new Uint8Array([0x30, 0x00]),
  serial: '0a1b2c',
  notAfter: '2030-01-01T00:00:00.000Z',
  certificateClass: 'valid',
  revocation: 'good',
  pinTriesLeft: 3,
  photo: 'available',
};

export const sampleAnswer: EligibilityAnswer = {
  validity: 'valid',
  name: '見本　太郎',
  nameKana: 'ﾐﾎﾝ ﾀﾛｳ',
  sex: '1',
  birthdate: '19800101',
  address: '東京都ひいらぎ市見本町一丁目',
  insurance: null,
};

export const sampleProof = {
  challenge: new Uint8Array(32),
  signature: new Uint8Array(256),
  provenAt: new Date(sampleNow).toISOString(),
};

/** Under what the sample card signs. */
export const sampleCardKey = new Uint8Array([4]);

export const sampleFace: CardFace = {
  photo: { bytes: new Uint8Array([1]) },
  birthdate: sampleAnswer.birthdate,
  sex: '1',
  expiry: '20330101',
  namePicture: new Uint8Array([2]),
  addressPicture: new Uint8Array([3]),
  genuine: { issuerSignature: 'verified', activeAuthentication: 'verified' },
  cardKey: sampleCardKey,
};

export const sampleHolder: CardHolder = {
  name: '見本　太郎',
  address: '東京都ひいらぎ市見本町一丁目',
  birthdate: sampleAnswer.birthdate,
  sex: '1',
  issuerSignature: 'verified',
};

/** A card that does everything right; override what a test is about. */
export function sampleCard(overrides: Partial<PlacedCard> = {}): PlacedCard {
  return {
    identify: async () => ok(sampleIdentity),
    provePossession: async () => ok({ kind: 'proven', proof: sampleProof }),
    readFace: async () => ok(sampleFace),
    readFourItems: async () => ok(sampleHolder),
    signsUnder: async (key) => ok(Buffer.compare(key, sampleCardKey) === 0),
    tokenKind: async () => ok('my-number-card'),
    release: async () => undefined,
    ...overrides,
  };
}

/** A gateway that knows the sample person; override what a test is about. */
export function sampleGateway(overrides: Partial<EligibilityGateway> = {}): EligibilityGateway {
  return {
    cardStatus: async () => ok({ registered: true, revoked: false }),
    register: async () => ok(undefined),
    ask: async () => ok(sampleAnswer),
    subsidies: async () => ok([]),
    askAbsent: async () => ok(sampleAnswer),
    ...overrides,
  };
}

/** Ports of a world in which everything goes well; override what a test is about. */
export function samplePorts(overrides: Partial<VisitPorts> = {}): VisitPorts {
  return {
    entries: createDigitEntries(() => [ofAnEra]),
    occasion: () => ({ kind: 'ordinary' }),
    saidSame: () => undefined,
    passcodes: { check: async () => ({ kind: 'staff', staff: '受付　花' }) },
    now: () => sampleNow,
    faceObserver: { frame: () => undefined, guidance: () => undefined },
    receptions: { record: () => ok(undefined), cameEarlier: async () => false },
    eligibility: sampleGateway(),
    face: {
      profile: 'embedded',
      enrol: async () => ok(undefined),
      attempt: async () => ok(sampleMatch),
      forget: async () => undefined,
      close: async () => undefined,
    },
    ...overrides,
  };
}

/** The front of the sample card. */
export const sampleFront: CardFront = {
  photo: 'read',
  chip: 'verified',
  cardEnds: sampleFace.expiry,
  cardKey: sampleCardKey,
  person: {
    name: sampleHolder.name,
    address: sampleHolder.address,
    birthdate: sampleHolder.birthdate,
    sex: '1',
  },
};

export const sampleMatch: FaceOutcome = {
  kind: 'match',
  score: 0.4,
  profile: 'embedded',
  liveness: { passive: null, challenge: 'passed' },
};

/** A certificate of PMH; override what a test is about. */
export function sampleCertificate(overrides: Partial<SubsidyCertificate> = {}): SubsidyCertificate {
  return {
    id: 'child',
    certificationName: '子ども医療費助成',
    prefecture: '13',
    municipality: 'ひいらぎ市',
    alwaysReimbursed: false,
    validFrom: '20260401',
    notDisclosed: false,
    ...overrides,
  };
}

/** A phone that proves its owner; override what a test is about. */
export function samplePhone(overrides: Partial<PhoneToken> = {}): PhoneToken {
  return {
    prove: async () =>
      ok({ kind: 'proven', identity: { ...sampleIdentity, photo: 'unavailable' }, proof: sampleProof }),
    release: async () => undefined,
    ...overrides,
  };
}
