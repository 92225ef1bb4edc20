import { consentItems } from '../../src/consent/items.ts';
import { catalogue, type ProblemCode } from '../../src/problem/catalogue.ts';
import { type Language, languages, linesOf, type OwnSentence, type Sentence } from '../../src/problem/languages.ts';
import { visualReasons } from '../../src/reception/evidence.ts';
import { type View, viewSchema } from '../../src/screen/view.ts';
import { consentSamples, subsidySamples } from './sharingSamples.ts';
import { defaultSeen } from './usualSettings.ts';

type OnScreen<T> = T extends View
  ? Omit<
      T,
      'language' | 'settings' | 'panel' | 'keys' | 'keyMap' | 'practice' | 'clinicName' | 'countdown' | 'help'
    > & {
      settings?: View['settings'];
      panel?: View['panel'];
      keys?: View['keys'];
      keyMap?: View['keyMap'];
      countdown?: View['countdown'];
      help?: View['help'];
      practice?: View['practice'];
    }
  : never;
type Sample = OnScreen<View>;

/** On every screen: the languages, and the bell. */
const languageActions = [...languages.map((code) => `language.${code}`), 'help'];
const inVisit = [...languageActions, 'cancel'];
const digitActions = Array.from({ length: 10 }, (_, digit) => `pin.digit.${digit}`);
const numberParts = ['number.birth', 'number.expiry', 'number.code'];
const methods = ['method.face', 'method.pin', 'method.staff'];

const method = {
  screen: 'method',
  step: 'identity',
  face: 'ready',
  pin: 'available',
  pinTriesLeft: 3,
  staff: true,
  notice: 'none',
  actions: [...inVisit, ...methods],
} as const satisfies Sample;

const face = {
  screen: 'face',
  step: 'identity',
  state: 'looking',
  guidance: 'look-here',
  attemptsLeft: 3,
  actions: [...inVisit, 'method.pin'],
} as const satisfies Sample;

const pin = {
  screen: 'pin',
  step: 'identity',
  of: 'card',
  state: 'typing',
  digitsTyped: 0,
  triesLeft: 3,
  actions: [...inVisit, ...digitActions, 'pin.clear', 'method.face', 'method.staff'],
} as const satisfies Sample;

const staff = {
  screen: 'staff',
  step: 'identity',
  state: 'waiting',
  digitsTyped: 0,
  passcode: 'none',
  reasons: [],
  card: 'lies',
  back: null,
  approved: false,
  help: 'called',
  actions: [],
} as const satisfies Sample;

const lifted = { card: 'in-hand', back: { leftMs: 42_000, ofMs: 60_000 } } as const;
const called = languages.map((code) => `language.${code}`);
const seeing = [
  ...called,
  'cancel',
  'staff.close',
  ...visualReasons.flatMap((reason) => [`visual.${reason}`, `visual.${reason}.oral`]),
];

const takeCard = {
  screen: 'take-card',
  step: null,
  after: 'done',
  next: null,
  card: 'there',
  actions: languageActions,
} as const satisfies Sample;

/** As a clinic has it that wrote it in two languages: whoever reads another reads both. */
const nextStep: OwnSentence = {
  ja: '待合室でお待ちください。お名前をお呼びします。',
  en: 'Please take a seat in the waiting room. We will call your name.',
};

/** What patients read of an error. */
function saidOf(code: ProblemCode): { code: string; title: Sentence; advice: Sentence } {
  const { patient: title, advice } = catalogue[code];
  return { code, title, advice };
}

/** Every screen in every shape it can take, by name. Longest words and fullest lists, so that what fits here fits. */
const samples: Readonly<Record<string, Sample>> = {
  idle: { screen: 'idle', step: null, phone: false, reader: 'below', dim: false, actions: languageActions },
  'idle-left': { screen: 'idle', step: null, phone: false, reader: 'left', dim: true, actions: languageActions },
  'idle-phone': {
    screen: 'idle',
    step: null,
    phone: true,
    reader: 'right',
    dim: false,
    actions: [...languageActions, 'phone.start', 'practice.start'],
  },
  cleaning: { screen: 'cleaning', step: null, help: 'none', left: { leftMs: 21_000, ofMs: 30_000 }, actions: [] },
  diagnostics: {
    screen: 'diagnostics',
    step: null,
    help: 'none',
    phase: 'leaving',
    left: { leftMs: 0, ofMs: 60_000 },
    bench: null,
    actions: [],
  },
  reading: { screen: 'reading', step: 'card', actions: inVisit },
  method,
  'method-pin-wrong': { ...method, pin: 'last-try', pinTriesLeft: 1, notice: 'pin-wrong', face: 'preparing' },
  'method-pin-locked': {
    ...method,
    pin: 'locked',
    pinTriesLeft: 0,
    notice: 'pin-locked',
    actions: [...inVisit, 'method.face', 'method.staff'],
  },
  'method-face-exhausted': {
    ...method,
    face: 'exhausted',
    notice: 'face-failed',
    actions: [...inVisit, 'method.pin', 'method.staff'],
  },
  'method-face-unavailable': {
    ...method,
    face: 'unavailable',
    notice: 'face-unavailable',
    actions: [...inVisit, 'method.pin', 'method.staff'],
  },
  'method-no-photo': {
    ...method,
    face: 'no-photo',
    notice: 'face-unavailable',
    actions: [...inVisit, 'method.pin', 'method.staff'],
  },
  'method-unreadable': { ...method, face: 'unreadable', actions: [...inVisit, 'method.pin', 'method.staff'] },
  'method-unsuited': { ...method, face: 'unsuited', actions: [...inVisit, 'method.pin', 'method.staff'] },
  'method-pin-unusable': {
    ...method,
    pin: 'unusable',
    pinTriesLeft: 0,
    actions: [...inVisit, 'method.face', 'method.staff'],
  },
  'method-no-pin': { ...method, pin: 'absent', pinTriesLeft: 0, actions: [...inVisit, 'method.face', 'method.staff'] },
  'face-preparing': { ...face, state: 'preparing' },
  'face-looking': face,
  'face-closer': { ...face, guidance: 'closer' },
  'face-one-person': { ...face, guidance: 'one-person' },
  'face-failed': {
    ...face,
    state: 'failed',
    attemptsLeft: 2,
    actions: [...inVisit, 'face.retry', 'method.pin', 'method.staff'],
  },
  pin,
  'pin-phone': { ...pin, of: 'phone', triesLeft: null, actions: [...inVisit, ...digitActions] },
  'pin-full': {
    ...pin,
    digitsTyped: 4,
    actions: [...inVisit, 'pin.clear', 'pin.submit', 'method.face', 'method.staff'],
  },
  'pin-checking': { ...pin, state: 'checking', digitsTyped: 4, actions: languageActions },
  'pin-wrong': { ...pin, state: 'wrong', triesLeft: 2 },
  'pin-last-try': { ...pin, state: 'wrong', triesLeft: 1, digitsTyped: 2 },
  ...consentSamples,
  'phone-choosing': {
    screen: 'phone',
    step: 'card',
    state: 'choosing',
    actions: [...inVisit, 'phone.android', 'phone.iphone'],
  },
  'phone-holding': { screen: 'phone', step: 'card', state: 'holding', actions: inVisit },
  register: {
    screen: 'register',
    step: 'card',
    state: 'asking',
    actions: [...inVisit, 'register.yes', 'register.no'],
  },
  'register-working': { screen: 'register', step: 'card', state: 'working', actions: languageActions },
  'method-number-needed': {
    ...method,
    face: 'number-needed',
    notice: 'number-needed',
    actions: [...inVisit, 'method.number', 'method.pin', 'method.staff'],
  },
  'card-number': {
    screen: 'card-number',
    step: 'identity',
    state: 'typing',
    part: 'birth',
    digits: { birth: '60', expiry: '', code: '' },
    births: [],
    actions: [...inVisit, ...digitActions, 'pin.clear', ...numberParts, 'method.pin'],
  },
  'card-number-asking': {
    screen: 'card-number',
    step: 'identity',
    state: 'asking',
    part: 'code',
    digits: { birth: '050412', expiry: '2033', code: '2285' },
    births: [
      ...(['昭和', '平成', '令和'] as const).map((era) => ({
        notation: 'era' as const,
        era,
        year: 5,
        month: 4,
        day: 12,
      })),
      { notation: 'western', era: null, year: 2005, month: 4, day: 12 },
    ],
    actions: [...inVisit, 'number.era', 'number.western', 'number.again', 'method.pin'],
  },
  'card-number-doubted': {
    screen: 'card-number',
    step: 'identity',
    state: 'doubted',
    part: 'code',
    digits: { birth: '853112', expiry: '2033', code: '2285' },
    births: [],
    actions: [...inVisit, 'pin.clear', ...numberParts, 'method.pin'],
  },
  'card-number-expiry': {
    screen: 'card-number',
    step: 'identity',
    state: 'typing',
    part: 'expiry',
    digits: { birth: '600412', expiry: '2', code: '' },
    births: [],
    actions: [...inVisit, ...digitActions, 'pin.clear', ...numberParts, 'method.pin'],
  },
  'card-number-full': {
    screen: 'card-number',
    step: 'identity',
    state: 'typing',
    part: 'code',
    digits: { birth: '600412', expiry: '2033', code: '2285' },
    births: [],
    actions: [...inVisit, 'pin.clear', 'pin.submit', ...numberParts, 'method.pin'],
  },
  'staff-waiting': { ...staff, actions: [...called, 'cancel', 'staff.open', 'method.face', 'method.pin'] },
  'staff-waiting-lifted': { ...staff, ...lifted, actions: [...called, 'cancel', 'staff.open'] },
  'staff-locked': { ...staff, passcode: 'locked', actions: [...called, 'cancel', 'method.pin'] },
  'staff-approved': { ...staff, ...lifted, card: 'unreadable', approved: true, actions: [...called, 'cancel'] },
  'staff-typing': {
    ...staff,
    state: 'typing',
    digitsTyped: 2,
    passcode: 'wrong',
    actions: [...called, ...digitActions, 'pin.clear', 'staff.close'],
  },
  'staff-typing-lifted': {
    ...staff,
    ...lifted,
    state: 'typing',
    passcode: 'wrong',
    actions: [...called, ...digitActions, 'staff.close'],
  },
  'staff-seeing': { ...staff, state: 'seeing', reasons: [...visualReasons], actions: seeing },
  'staff-seeing-lifted': {
    ...staff,
    ...lifted,
    state: 'seeing',
    reasons: [...visualReasons],
    actions: seeing,
  },
  'notice-expiring': {
    screen: 'notice',
    step: 'consent',
    kind: 'expiring',
    until: '20270114',
    actions: [...inVisit, 'notice.next'],
  },
  'notice-grace': {
    screen: 'notice',
    step: 'consent',
    kind: 'grace',
    until: '20261014',
    actions: [...inVisit, 'notice.next'],
  },
  'notice-reimbursed': {
    screen: 'notice',
    step: 'consent',
    kind: 'reimbursed',
    until: null,
    actions: [...inVisit, 'notice.next'],
  },
  prescription: {
    screen: 'prescription',
    step: 'consent',
    actions: [...inVisit, 'prescription.electronic', 'prescription.paper'],
  },
  ...subsidySamples,
  checking: { screen: 'checking', step: 'check', actions: languageActions },
  'idle-practised': {
    screen: 'idle',
    step: null,
    phone: false,
    reader: 'below',
    dim: false,
    practice: true,
    actions: [...languageActions, 'practice.place', 'practice.end'],
  },
  'phone-practised': {
    screen: 'phone',
    step: 'card',
    state: 'holding',
    practice: true,
    actions: [...inVisit, 'practice.hold', 'practice.end'],
  },
  'pin-practised': { ...pin, practice: true, actions: [...pin.actions, 'practice.end'] },
  'done-practised': {
    screen: 'done',
    step: 'done',
    outcome: 'confirmed',
    next: [...linesOf(nextStep, 'ja')],
    reminders: [{ kind: 'own-data' }],
    card: 'there',
    practice: true,
    actions: [...languageActions, 'done.ok', 'practice.take', 'practice.end'],
  },
  'done-provisional': {
    screen: 'done',
    step: 'done',
    outcome: 'provisional',
    next: [...linesOf(nextStep, 'ja')],
    reminders: [{ kind: 'again' }, { kind: 'grace', until: '20270228' }, { kind: 'reimbursed' }],
    card: 'forgotten',
    actions: [...languageActions, 'done.ok'],
  },
  done: {
    screen: 'done',
    step: 'done',
    outcome: 'confirmed',
    next: [...linesOf(nextStep, 'ja')],
    reminders: [{ kind: 'own-data' }],
    card: 'there',
    actions: [...languageActions, 'done.ok'],
  },
  'done-card-gone': {
    screen: 'done',
    step: 'done',
    outcome: 'confirmed',
    next: [...linesOf(nextStep, 'ja')],
    reminders: [{ kind: 'card', until: '20270228' }, { kind: 'reimbursed' }, { kind: 'own-data' }],
    card: 'gone',
    actions: [...languageActions, 'done.ok', 'more-time'],
  },
  'take-card': { ...takeCard, after: 'done', next: [...linesOf(nextStep, 'ja')] },
  'take-card-cancelled': { ...takeCard, after: 'cancelled', card: 'forgotten' },
  'take-card-again': { ...takeCard, after: 'again' },
  'take-card-problem': { ...takeCard, after: 'problem', card: 'forgotten' },
  'cancelled-without-card': { ...takeCard, after: 'cancelled', card: 'gone' },
  'problem-card': {
    screen: 'problem',
    close: 'again',
    step: 'card',
    ...saidOf('U-102'),
    actions: inVisit,
  },
  'problem-insurance': {
    screen: 'problem',
    close: 'take-card',
    step: null,
    ...saidOf('U-401'),
    actions: inVisit,
  },
  'problem-countdown': {
    screen: 'problem',
    close: 'close',
    step: null,
    ...saidOf('U-112'),
    actions: languageActions,
  },
  'out-of-service': {
    screen: 'out-of-service',
    step: null,
    ...saidOf('U-104'),
    actions: languageActions,
  },
  'countdown-consent': {
    screen: 'consent',
    step: 'consent',
    items: [...consentItems],
    kinds: 'wide',
    oral: false,
    countdown: { leftMs: 14_000, ofMs: 20_000 },
    actions: [...inVisit, 'more-time', 'consent.all', 'consent.choose', 'consent.none'],
  },
  'countdown-pin': { ...pin, countdown: { leftMs: 8_000, ofMs: 20_000 }, actions: [...languageActions, 'more-time'] },
};

export const sampleNames: readonly string[] = Object.keys(samples);

/** As long as clinics are called: what fits beside this fits beside every name. */
const clinicName = '医療法人社団ひいらぎ会ひいらぎ内科小児科クリニック分院';

/** One sample as the server would push it. Parsed, so a sample the contract no longer allows fails here. */
export function sampleView(name: string, language: Language): View {
  const sample = samples[name];
  if (!sample) throw new Error(`no sample is called ${name}`);
  return viewSchema.parse({
    countdown: null,
    settings: defaultSeen,
    panel: 'none',
    keys: null,
    keyMap: null,
    practice: false,
    help: helpOf(sample.actions),
    ...sample,
    ...('next' in sample && sample.next ? { next: linesOf(nextStep, language) } : {}),
    language,
    clinicName,
  });
}

function helpOf(actions: readonly string[]): View['help'] {
  return actions.includes('help') ? 'offered' : 'none';
}
