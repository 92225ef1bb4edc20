import type { ProblemCode } from '../../../src/problem/catalogue.ts';
import { ProblemError } from '../../../src/problem/result.ts';
import type { VisitEvent } from '../../../src/visit/events.ts';
import { ofAnEra, western } from './sampleBirths.ts';
import {
  sampleAnswer,
  sampleCard,
  sampleCertificate,
  sampleFront,
  sampleIdentity,
  sampleMatch,
  samplePhone,
  sampleProof,
  sampleSettings,
} from './visitSamples.ts';
import type { World } from './walk.ts';

/** Somebody else's name: what a link error (紐付け誤り) puts into an answer. */
export const strangersName = '余所野　花子';
/** What stands on somebody else's certificate. */
export const strangersCertificate = '余所野市乳幼児医療費';

const refusedWith = (...codes: readonly ProblemCode[]) => codes.map((code) => new ProblemError({ code }));

const placed: VisitEvent = { type: 'card.placed', card: sampleCard() };
const removed: VisitEvent = { type: 'card.removed' };
const ready: VisitEvent = { type: 'reader.ready' };
const lost: VisitEvent = { type: 'reader.lost', problem: { code: 'U-104' } };
const held: VisitEvent = { type: 'phone.held', phone: samplePhone() };

/** Nothing but certificate and PIN, for worlds in which the front does not matter. */
const cardWithoutFront = { ...sampleIdentity, photo: 'unavailable' } as const;

/** What a chip says of itself that no known issuer vouches for. */
const homeMade = { ...sampleFront, photo: 'unsuited', chip: 'unanchored' } as const;

/** A match for which nothing speaks but the match itself. */
const believedAlive = { ...sampleMatch, liveness: { passive: null, challenge: 'not-asked' } } as const;

/** A visit without a question more than it must have; each world adds its own. */
const bare = {
  ...sampleSettings,
  faceAttempts: 1,
  consentItems: [],
  asksPrescriptionForm: false,
  asksSubsidies: false,
  takesPhones: false,
  offersVisual: false,
} as const;

/** Work that goes well, in one way. */
const well = {
  identifyCard: [sampleIdentity],
  askCardStatus: [{ registered: true, revoked: false }],
  registerCard: [undefined],
  readFront: [sampleFront],
  enrolPhoto: ['ready'],
  matchFace: [sampleMatch],
  provePin: [{ kind: 'proven', proof: sampleProof }],
  recogniseCard: [{ kind: 'same', pinTriesLeft: 3 }],
  provePhone: [{ kind: 'proven', identity: { ...sampleIdentity, photo: 'unavailable' }, proof: sampleProof }],
  checkPasscode: [{ kind: 'staff', staff: '受付　花' }],
  askEligibility: [sampleAnswer],
  askSubsidies: [[]],
  recordReception: [{ cameEarlier: false }],
  clearUp: [undefined],
  eraseFace: [undefined],
} as const;

/** How the screen is seen and heard, and what lies over it. */
const wishes = /^(text|contrast|calm|low|voice)\.|^(settings|keys|panel\.close)$|after\.wishesForgotten\b/;

/**
 * A technician comes in a world of their own. Left out, too, where the patient's time is not the matter: languages, settings, help, and the countdown; and a clearing up that fails,
 * which is the same behind every visit and stands in `hardware`.
 */
const calm = new RegExp(
  [
    /^(language\.|help$|more-time$|diagnostics\.start$)|after\.(inactivity|countdown|clearLimit)\b|error\.actor\.clearUp$/,
    wishes,
  ]
    .map(({ source }) => source)
    .join('|'),
);

function calmBut(...more: readonly RegExp[]): RegExp {
  return new RegExp([calm, ...more].map(({ source }) => source).join('|'));
}

/** Readers and storage that come and go at any moment of a short visit. */
const hardware: World = {
  settings: bare,
  answers: well,
  errors: {},
  reports: [
    placed,
    removed,
    ready,
    lost,
    { type: 'card.failed', problem: { code: 'U-101' } },
    { type: 'storage.refused', problem: { code: 'U-501' } },
    { type: 'storage.ready' },
  ],
  leaveOut: new RegExp(calm.source.replace('|clearLimit', '').replace('|error\\.actor\\.clearUp$', '')),
};

/** An update that is ordered, and over, at any moment of a short visit. */
const updated: World = {
  settings: bare,
  answers: well,
  errors: {},
  reports: [placed, removed, ready, { type: 'update.begun', problem: { code: 'U-731' } }, { type: 'update.over' }],
  leaveOut: calm,
};

/** Somebody who comes to mend it, and does everything at any moment; with cards, and a reader that goes. */
const technician: World = {
  settings: bare,
  answers: well,
  errors: {},
  reports: [
    placed,
    removed,
    ready,
    lost,
    { type: 'card.failed', problem: { code: 'U-101' } },
    { type: 'diagnostics.open' },
    { type: 'diagnostics.burn-in', ms: 3_600_000 },
    { type: 'diagnostics.burnt-in' },
    { type: 'diagnostics.end' },
  ],
  leaveOut: new RegExp(calm.source.replace('|diagnostics\\.start$', '')),
};

/** Every card there is, and everything 本人確認 can come to, without 目視. */
const identity: World = {
  settings: bare,
  answers: {
    ...well,
    identifyCard: [
      sampleIdentity,
      { ...sampleIdentity, photo: 'unavailable' },
      { ...sampleIdentity, pinTriesLeft: 1 },
      { ...sampleIdentity, pinTriesLeft: 0 },
      { ...sampleIdentity, pinTriesLeft: null },
      { ...sampleIdentity, pinTriesLeft: 0, photo: 'unavailable' },
      { ...sampleIdentity, certificateClass: 'revoked' },
      { ...sampleIdentity, certificateClass: 'unusable' },
    ],
    askCardStatus: [
      { registered: true, revoked: false },
      { registered: false, revoked: false },
      { registered: true, revoked: true },
    ],
    readFront: [sampleFront, { ...sampleFront, photo: 'no-photo' }, homeMade],
    matchFace: [
      sampleMatch,
      believedAlive,
      { kind: 'no-match' },
      { kind: 'near-miss' },
      { kind: 'not-live' },
      { kind: 'no-face' },
    ],
    provePin: [
      { kind: 'proven', proof: sampleProof },
      { kind: 'wrong', triesLeft: 2 },
      { kind: 'wrong', triesLeft: 1 },
      { kind: 'locked' },
    ],
  },
  errors: { readFront: refusedWith('U-215', 'U-212', 'U-202') },
  reports: [placed, removed, ready, { type: 'number.told' }],
  leaveOut: calm,
};

/** One reason is like another, and where help may be called anyhow it need not be pressed as well. */
const staffLeaveOut = new RegExp(
  calm.source.concat(/|^visual\.(dementia|other|injury|pin-forgotten)|after\.callForgotten/.source),
);

/** 目視, on the kiosk and from the desk, and staff who are called and come. */
const staff: World = {
  settings: { ...bare, offersVisual: true },
  answers: {
    ...well,
    readFront: [sampleFront, homeMade],
    provePin: [{ kind: 'locked' }],
    recogniseCard: [{ kind: 'same', pinTriesLeft: 3 }, { kind: 'other' }],
    checkPasscode: [{ kind: 'staff', staff: '受付　花' }, { kind: 'wrong' }, { kind: 'locked' }],
  },
  errors: {},
  reports: [
    placed,
    removed,
    ready,
    { type: 'card.failed', problem: { code: 'U-101' } },
    { type: 'visual.approved', staff: '受付　花', reason: 'injury', oral: true },
    { type: 'visual.refused', staff: '受付　花' },
    { type: 'help.answered' },
  ],
  leaveOut: staffLeaveOut,
};

/** A patient who should type the card's numbers and asks for staff instead. */
const number: World = {
  settings: { ...bare, offersVisual: true },
  answers: { ...well, readFront: [], provePin: [{ kind: 'locked' }] },
  errors: { readFront: refusedWith('U-215') },
  reports: [placed, removed, ready],
  leaveOut: calmBut(/^pin\./),
};

/** The same patient, mistyping. */
const slip: World = { ...number, settings: bare, births: [], leaveOut: calm };

/** The same patient, whose digits make sense in both calendars. */
const eitherCalendar: World = { ...slip, births: [ofAnEra, western] };

/** Consents, prescription form and the certificate classes that decide which of them are asked. */
const consents: World = {
  settings: { ...bare, consentItems: ['medication'], asksPrescriptionForm: true },
  answers: {
    ...well,
    identifyCard: [
      cardWithoutFront,
      { ...cardWithoutFront, certificateClass: 'expiring' },
      { ...cardWithoutFront, certificateClass: 'grace' },
    ],
  },
  errors: {},
  reports: [placed, removed, ready],
  leaveOut: calmBut(/^method\.face/),
};

/** Every answer of the eligibility system, and somebody else's insurance. */
const answers: World = {
  settings: bare,
  answers: {
    ...well,
    readFront: [
      { ...sampleFront, photo: 'no-photo' },
      { ...sampleFront, photo: 'no-photo', chip: 'unread', person: null },
    ],
    askEligibility: [
      sampleAnswer,
      ...(['invalid', 'newer-exists', 'none-found', 'several-found', 'valid-unregistered'] as const).map(
        (validity) => ({ ...sampleAnswer, validity }),
      ),
      { ...sampleAnswer, name: strangersName },
    ],
  },
  errors: { askEligibility: refusedWith('U-404') },
  reports: [placed, removed, ready],
  leaveOut: calmBut(/^method\.face/),
};

/** PMH: one certificate, two, none, no answer; beside somebody's own insurance and a stranger's. */
const subsidies: World = {
  settings: { ...bare, asksSubsidies: true },
  answers: {
    ...well,
    readFront: [{ ...sampleFront, photo: 'no-photo' }],
    askEligibility: [{ ...sampleAnswer, name: strangersName }],
    askSubsidies: [
      [],
      [sampleCertificate({ certificationName: strangersCertificate })],
      [sampleCertificate(), sampleCertificate({ id: 'parent', prefecture: '27' })],
    ],
  },
  errors: { askEligibility: refusedWith('U-402'), askSubsidies: refusedWith('U-402') },
  reports: [placed, removed, ready],
  leaveOut: calmBut(/^method\.face/),
};

/** A phone on the second reader. */
const phones: World = {
  settings: { ...bare, takesPhones: true },
  answers: {
    ...well,
    provePhone: [
      ...well.provePhone,
      { kind: 'wrong', triesLeft: 2 },
      { kind: 'last-try' },
      { kind: 'locked' },
      { kind: 'other-token' },
    ],
    askCardStatus: [
      { registered: true, revoked: false },
      { registered: false, revoked: false },
    ],
  },
  errors: {},
  reports: [ready, held, { type: 'phone.removed' }, placed, removed],
  leaveOut: calm,
};

/** The languages, and a patient's time, with help called. */
const time: World = {
  settings: { ...bare, faceAttempts: 2 },
  answers: { ...well, matchFace: [{ kind: 'no-match' }] },
  errors: {},
  reports: [placed, removed, ready, { type: 'help.answered' }],
  leaveOut: wishes,
};

/** What a patient does to the screen, at every step of a short visit. */
const seeing: World = {
  settings: bare,
  answers: { ...well, identifyCard: [cardWithoutFront] },
  errors: {},
  reports: [placed, removed, ready],
  leaveOut: /^(help|more-time|keys)$|after\.(inactivity|countdown|clearLimit)\b|error\.actor\.clearUp$/,
};

/** Somebody who takes to the keys at any moment of a short visit. */
const byKeys: World = {
  settings: bare,
  answers: { ...well, identifyCard: [cardWithoutFront] },
  errors: {},
  reports: [placed, removed, ready, { type: 'keys.used' }],
  leaveOut: calm,
};

/** Worlds by their name. Together they take every transition of the statechart; a test says so. */
export const worlds = {
  hardware,
  updated,
  technician,
  identity,
  staff,
  number,
  slip,
  eitherCalendar,
  consents,
  answers,
  subsidies,
  phones,
  time,
  seeing,
  byKeys,
} as const;

/** Worlds of one matter each, small enough to be walked again and again. */
export const smallWorlds = {
  pin: {
    ...consents,
    settings: { ...bare, consentItems: ['medication'] },
    answers: {
      ...well,
      identifyCard: [cardWithoutFront],
      provePin: [
        ...well.provePin,
        { kind: 'wrong', triesLeft: 2 },
        { kind: 'wrong', triesLeft: 1 },
        { kind: 'locked' },
      ],
    },
  },
  face: {
    ...identity,
    settings: { ...bare, faceAttempts: 2 },
    answers: { ...well, matchFace: [sampleMatch, { kind: 'no-match' }] },
    errors: {},
  },
  // As if the matcher had enrolled the photo of a home-made chip all the same.
  homeMade: {
    ...identity,
    answers: { ...well, readFront: [{ ...homeMade, photo: 'read' }], matchFace: [sampleMatch, believedAlive] },
    errors: {},
  },
  // Nothing but the look: no face, no PIN, one reason, and nobody else who approves.
  lifted: {
    ...staff,
    settings: { ...staff.settings, faceAttempts: 0 },
    answers: {
      ...staff.answers,
      identifyCard: [{ ...sampleIdentity, pinTriesLeft: 0 }],
      readFront: [sampleFront],
      checkPasscode: [{ kind: 'staff', staff: '受付　花' }],
    },
    reports: [placed, removed, ready, { type: 'visual.approved', staff: '受付　花', reason: 'injury', oral: true }],
    leaveOut: new RegExp(
      `${staffLeaveOut.source}|oral$|^cancel$|after\\.(callForgotten|cardForgotten|staffGone|padForgotten)`,
    ),
  },
  homeMadeSeen: { ...staff, answers: { ...staff.answers, readFront: [homeMade] } },
  consents: { ...consents, answers: { ...consents.answers, identifyCard: [cardWithoutFront] } },
  stranger: { ...subsidies, answers: { ...subsidies.answers, askSubsidies: [[]] }, errors: {} },
} as const satisfies Record<string, World>;
