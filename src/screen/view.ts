import { z } from 'zod';
import { consentItems } from '../consent/items.ts';
import { faceGuidances } from '../face/guidance.ts';

/** Languages the patient's screen speaks today. */
export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];

const words = z.strictObject({ ja: z.string(), en: z.string() });

/** Where the patient is on the progress line: card, identity, consent, check, done. */
export const steps = ['card', 'identity', 'consent', 'check', 'done'] as const;

const common = {
  language: z.enum(languages),
  clinicName: z.string(),
  /** Null where there is no visit going on. */
  step: z.enum(steps).nullable(),
  /** Set while the inactivity countdown is on screen: what is left and what it started from, milliseconds. */
  countdown: z.strictObject({ leftMs: z.number(), ofMs: z.number() }).nullable(),
  /** Ids of everything that may be pressed now (`data-action`). */
  actions: z.array(z.string()),
};

/**
 * What the screen shows, pushed by the server whole on each change. One object per screen; `screen` is also the
 * root element's `data-screen`. Holds nothing the next patient must not see, and never a PIN digit.
 */
export const viewSchema = z.discriminatedUnion('screen', [
  z.strictObject({ screen: z.literal('idle'), ...common }),
  z.strictObject({ screen: z.literal('reading'), ...common }),
  z.strictObject({
    screen: z.literal('method'),
    ...common,
    /** `preparing`: the photo is still being read; it may be pressed already. */
    face: z.enum(['ready', 'preparing', 'unavailable', 'exhausted']),
    pin: z.enum(['available', 'last-try', 'locked']),
    pinTriesLeft: z.int(),
    /** Why the patient is (back) here, when it is not the first time. */
    notice: z.enum(['none', 'pin-wrong', 'pin-locked', 'face-failed', 'face-unavailable']),
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
    state: z.enum(['typing', 'checking', 'wrong']),
    digitsTyped: z.int().min(0).max(4),
    triesLeft: z.int(),
  }),
  z.strictObject({ screen: z.literal('consent'), ...common, items: z.array(z.enum(consentItems)) }),
  z.strictObject({
    screen: z.literal('consent-items'),
    ...common,
    items: z.array(z.strictObject({ id: z.enum(consentItems), answer: z.boolean().nullable() })),
  }),
  z.strictObject({ screen: z.literal('checking'), ...common }),
  z.strictObject({ screen: z.literal('done'), ...common, next: words }),
  z.strictObject({ screen: z.literal('take-card'), ...common }),
  z.strictObject({
    screen: z.literal('problem'),
    ...common,
    /** U-nnn, the root element's `data-error`. */
    code: z.string(),
    title: words,
    advice: words,
  }),
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

/** Browser to server. `action` is the `data-action` that was pressed. */
export const commandSchema = z.strictObject({ action: z.string().regex(/^[a-z]+([.-][a-z0-9]+)*$/) });
export type Command = z.infer<typeof commandSchema>;
