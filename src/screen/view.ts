import { z } from 'zod';
import { numberBPartNames, numberBParts, pinDigits, yearNotations } from '../card/digits.ts';
import { consentItems, consentKinds } from '../consent/items.ts';
import { faceGuidances } from '../face/guidance.ts';
import { languages } from '../problem/languages.ts';
import { visualReasons } from '../reception/evidence.ts';
import { passcodeDigits, passcodeTroubles } from '../reception/passcode.ts';
import { reminderSchema } from '../reception/reminder.ts';
import { benchSaid, benchSchema } from './benchView.ts';
import { keyMapSchema, settingsSchema } from './settingsSchema.ts';

export { type Language, languages } from '../problem/languages.ts';

const copied = (most: number) => z.string().regex(/^\d*$/).max(most);

const words = z.record(z.enum(languages), z.string());

/** One sentence in each language. */
export type Words = z.infer<typeof words>;

/** A sentence of the clinic's own, in the patient's language or in those it has: one below the other. */
const ownLines = z.array(z.strictObject({ language: z.enum(languages), text: z.string() })).min(1);
export type OwnLines = z.infer<typeof ownLines>;

/** Where the patient is on the progress line: card, identity, consent, check, done. */
export const steps = ['card', 'identity', 'consent', 'check', 'done'] as const;
export type Step = (typeof steps)[number];

/** What is left of a time and what it started from, milliseconds. */
const countdown = z.strictObject({ leftMs: z.number(), ofMs: z.number() });
export type CountdownView = z.infer<typeof countdown>;

/** The card at the end: gone, or to be taken; `forgotten` when nobody has for a while. */
const cardAtEnd = z.enum(['gone', 'there', 'forgotten']);

/** What the patient has opened over the screen: 文字・音声, or the page that explains the keys. */
export const panels = ['none', 'settings', 'keys'] as const;
export type Panel = (typeof panels)[number];

/** Where the card reader is, seen by who stands before the screen. */
export const readerPlaces = ['below', 'left', 'right'] as const;
export type ReaderPlace = (typeof readerPlaces)[number];

const common = {
  language: z.enum(languages),
  /** How this patient sees and hears the screen. */
  settings: settingsSchema,
  /** While one is open, nothing of the screen below it may be pressed but the ways out. */
  panel: z.enum(panels),
  /** Set once somebody uses keys: where their cursor stands (`placesIn`), null at the question itself. */
  keys: z.strictObject({ at: z.string().nullable() }).nullable(),
  /** Which keys do what, while that is on the screen. */
  keyMap: keyMapSchema.nullable(),
  /** 体験: nobody is being checked in. */
  practice: z.boolean(),
  clinicName: z.string(),
  /** Null where there is no visit going on. */
  step: z.enum(steps).nullable(),
  /** Set while the inactivity countdown is on screen. */
  countdown: countdown.nullable(),
  /** Whether staff can be called, or are on their way; `none` where the process cannot be heard or the screen is wiped. */
  help: z.enum(['none', 'offered', 'called']),
  /** Ids of everything that may be pressed now (`data-action`). */
  actions: z.array(z.string()),
};

/**
 * What the screen shows, pushed by the server whole on each change. One object per screen; `screen` is also the
 * root element's `data-screen`. Holds nothing the next patient must not see, and never a PIN digit.
 */
export const viewSchema = z.discriminatedUnion('screen', [
  z.strictObject({
    screen: z.literal('idle'),
    ...common,
    phone: z.boolean(),
    reader: z.enum(readerPlaces),
    /** Outside opening hours: dim until somebody touches it. */
    dim: z.boolean(),
  }),
  z.strictObject({ screen: z.literal('reading'), ...common }),
  z.strictObject({ screen: z.literal('phone'), ...common, state: z.enum(['choosing', 'holding']) }),
  z.strictObject({ screen: z.literal('register'), ...common, state: z.enum(['asking', 'working']) }),
  z.strictObject({
    screen: z.literal('method'),
    ...common,
    /**
     * `preparing`: the photo is still being read; it may be pressed already. `no-photo`: the chip says that it holds
     * none. `unreadable`: its photo cannot be read. `unsuited`: nothing on this card can be compared with. `unavailable`:
     * nothing is wrong with the card; camera or face engine do not work now.
     */
    face: z.enum([
      'ready',
      'preparing',
      'number-needed',
      'no-photo',
      'unreadable',
      'unsuited',
      'unavailable',
      'exhausted',
    ]),
    /**
     * `locked`: by the mistakes of this visit. `unusable`: its counter stood at zero when the card was placed, and no chip
     * says whether it was missed or never set. `absent`: the card has none.
     */
    pin: z.enum(['available', 'last-try', 'locked', 'unusable', 'absent']),
    pinTriesLeft: z.int(),
    /** Whether staff may look instead (目視). */
    staff: z.boolean(),
    /** Why the patient is (back) here, when it is not the first time. */
    notice: z.enum(['none', 'pin-wrong', 'pin-locked', 'face-failed', 'face-unavailable', 'number-needed']),
  }),
  z.strictObject({
    screen: z.literal('card-number'),
    ...common,
    /**
     * `doubted`: what was typed cannot be right, and was not sent to the card. `asking`: it can be right in both
     * notations of the year, and the patient says which of them is on the card.
     */
    state: z.enum(['typing', 'doubted', 'asking']),
    /** While asking: the birth dates that the digits may mean, each as it would be printed. */
    births: z.array(
      z.strictObject({
        notation: z.enum(yearNotations),
        /** 昭和; null with `western`. */
        era: z.string().nullable(),
        year: z.int(),
        month: z.int(),
        day: z.int(),
      }),
    ),
    /** Which of the three numbers is being typed. */
    part: z.enum(numberBPartNames),
    /** What the patient has copied off the card so far: they must be able to compare it. */
    digits: z.strictObject({
      birth: copied(numberBParts.birth),
      expiry: copied(numberBParts.expiry),
      code: copied(numberBParts.code),
    }),
  }),
  z.strictObject({
    screen: z.literal('staff'),
    ...common,
    /** `waiting`: staff are on their way. `typing`: they have opened their pad. `seeing`: they say what they saw. */
    state: z.enum(['waiting', 'typing', 'checking', 'seeing']),
    /** Where the card is: it may be lifted here. `unreadable`: it is back, but does not answer as it lies. */
    card: z.enum(['lies', 'in-hand', 'recognising', 'unreadable']),
    /** What is left for it to come back, milliseconds; null while it lies there. */
    back: countdown.nullable(),
    /** Staff have approved; the visit goes on once the card is back. */
    approved: z.boolean(),
    digitsTyped: z.int().min(0).max(passcodeDigits),
    passcode: z.enum(['none', ...passcodeTroubles]),
    reasons: z.array(z.enum(visualReasons)),
  }),
  z.strictObject({
    screen: z.literal('face'),
    ...common,
    /** `preparing`: reference or camera not there yet. `looking`: live picture. `failed`: the last attempt did not match. */
    state: z.enum(['preparing', 'looking', 'failed']),
    guidance: z.enum(faceGuidances),
    attemptsLeft: z.int(),
  }),
  z.strictObject({
    screen: z.literal('pin'),
    ...common,
    /** Whose PIN: a phone has one of its own. */
    of: z.enum(['card', 'phone']),
    state: z.enum(['typing', 'checking', 'wrong']),
    digitsTyped: z.int().min(0).max(pinDigits),
    /** Null where nobody knows yet: a phone tells it when it is held there. */
    triesLeft: z.int().nullable(),
  }),
  z.strictObject({
    screen: z.literal('notice'),
    ...common,
    /** `expiring`, `grace`: the certificate. `reimbursed`: the patient pays now and claims back. */
    kind: z.enum(['expiring', 'grace', 'reimbursed']),
    /** End of the certificate, yyyyMMdd; null with `reimbursed`. */
    until: z.string().nullable(),
  }),
  z.strictObject({
    screen: z.literal('consent'),
    ...common,
    items: z.array(z.enum(consentItems)),
    kinds: z.enum(consentKinds),
    /** Whether a staff member answers on the patient's spoken word. */
    oral: z.boolean(),
  }),
  z.strictObject({
    screen: z.literal('consent-items'),
    ...common,
    items: z.array(z.strictObject({ id: z.enum(consentItems), answer: z.boolean().nullable() })),
    kinds: z.enum(consentKinds),
    oral: z.boolean(),
  }),
  z.strictObject({ screen: z.literal('prescription'), ...common }),
  z.strictObject({
    screen: z.literal('subsidy'),
    ...common,
    /** `asking`: all at once. `choosing`: one by one. */
    state: z.enum(['asking', 'choosing']),
    verb: z.enum(['use', 'provide']),
    certificates: z.array(
      z.strictObject({
        id: z.string(),
        /** Null where it is not to be disclosed: the patient knows what it is, the waiting room need not. */
        name: z.string().nullable(),
        /** Null until the patient has answered for this one. */
        answer: z.boolean().nullable(),
        reimbursed: z.boolean(),
      }),
    ),
  }),
  z.strictObject({ screen: z.literal('checking'), ...common }),
  z.strictObject({
    screen: z.literal('done'),
    ...common,
    /** `provisional`: checked in, and the insurance will be asked about later by itself. */
    outcome: z.enum(['confirmed', 'provisional']),
    next: ownLines,
    /** One line each, only what concerns this person. */
    reminders: z.array(reminderSchema),
    card: cardAtEnd,
  }),
  z.strictObject({
    screen: z.literal('take-card'),
    ...common,
    /** What was before: 受付完了, given up, sent to the desk, or told to start over. */
    after: z.enum(['done', 'cancelled', 'problem', 'again']),
    /** What comes next; null where it is not 受付完了. */
    next: ownLines.nullable(),
    card: cardAtEnd,
  }),
  z.strictObject({
    screen: z.literal('problem'),
    ...common,
    /** U-nnn, the root element's `data-error`. */
    code: z.string(),
    title: words,
    advice: words,
    /** What the one button does: start over, take the card and go, or close what stands here. */
    close: z.enum(['again', 'take-card', 'close']),
  }),
  /**
   * 調整中: a technician is at the kiosk, or is about to be. `leaving`: a card has to be taken before anybody is served.
   * What the technician sees stands in `bench`; null where nobody has brought it yet.
   */
  z.strictObject({
    screen: z.literal('diagnostics'),
    ...common,
    phase: z.enum(['door', 'open', 'burning-in', 'leaving']),
    /** Until the kiosk serves again by itself. */
    left: countdown,
    bench: benchSchema.nullable(),
  }),
  /** The screen is being wiped: nothing can be pressed until the time is over. */
  z.strictObject({ screen: z.literal('cleaning'), ...common, left: countdown }),
  z.strictObject({
    screen: z.literal('out-of-service'),
    ...common,
    code: z.string(),
    title: words,
    advice: words,
  }),
]);

export type View = z.infer<typeof viewSchema>;
export type ScreenId = View['screen'];

/** Server to browser, as text. A binary message is one JPEG of the live camera picture, for the face screen. */
export const serverMessageSchema = z.strictObject({ type: z.literal('view'), view: viewSchema });

/** Browser to server: the `data-action` that was pressed, or a key by its place on the keyboard (`KeyboardEvent.code`). */
export const commandSchema = z.union([
  z.strictObject({
    action: z
      .string()
      .regex(/^[a-z]+([.-][a-z0-9]+)*$/)
      .max(80),
  }),
  z.strictObject({ key: z.string().regex(/^\w{1,32}$/), up: z.boolean() }),
  z.strictObject({ bench: benchSaid }),
]);
export type Command = z.infer<typeof commandSchema>;

/**
 * What the page says by itself: it has painted a frame since it last said so, at this zoom of its visible part (1 where
 * nobody has spread two fingers).
 */
export const paintedSchema = z.strictObject({ painted: z.number().positive().max(100) });
export type Painted = z.infer<typeof paintedSchema>;
