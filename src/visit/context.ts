import type { PhoneToken } from '../card/phoneToken.ts';
import type { CardIdentity, PlacedCard } from '../card/placedCard.ts';
import type { ConsentItem } from '../consent/items.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { ConsentAnswer, GivenBy } from '../reception/consents.ts';
import type { HolderEvidence, VisualReason } from '../reception/evidence.ts';
import type { LinkRecord } from '../reception/link/linkRecord.ts';
import type { PasscodeTrouble } from '../reception/passcode.ts';
import type { PersonRecord } from '../reception/person.ts';
import type { Reminder } from '../reception/reminder.ts';
import type { SubsidyCertificate, SubsidyRecord } from '../reception/subsidy.ts';
import type { Token } from '../reception/token.ts';
import type { ChipStanding } from '../reception/whatMayFollow.ts';
import type { PatientSettings } from '../screen/settings.ts';
import type { Language, Panel } from '../screen/view.ts';
import type { PhotoStanding } from './photoStanding.ts';

/** Why the patient is back at the choice of method. */
export type MethodNotice = 'none' | 'pin-wrong' | 'pin-locked' | 'face-failed' | 'face-unavailable' | 'number-needed';

/** What a staff member says they saw. */
export interface VisualCheck {
  readonly staff: string;
  readonly reason: VisualReason;
  /** Whether staff will enter what the patient says. */
  readonly oral: boolean;
}

/** The card is off the reader while staff look (目視). */
export interface Lift {
  /** In somebody's hand; back and being recognised; back, and not to be read as it lies. */
  readonly is: 'in-hand' | 'recognising' | 'unreadable';
  /** From when its time to come back runs, milliseconds since the epoch. */
  readonly since: number;
}

/**
 * Everything about one patient, in one object that is dropped whole on every way out of a visit. No PIN, no image, no
 * embedding: those never enter the statechart.
 */
export interface PatientVisit {
  /** UUID version 7 of the visit, and of the reception it becomes. */
  readonly id: string;
  readonly token: Token;
  readonly identity: CardIdentity | null;
  readonly photo: PhotoStanding;
  /** 4情報 off the card; null until they are read, or where they cannot be. */
  readonly person: PersonRecord | null;
  /** What the card's front has proven. */
  readonly chip: ChipStanding;
  /** Last day of the card itself, yyyyMMdd; null until the front is read. */
  readonly cardEnds: string | null;
  /** Under what this chip signs (SPKI, DER), as its issuer has signed it; null until the front is read. */
  readonly cardKey: Uint8Array | null;
  /** Set while staff have the card in their hand; null while it lies on the reader. */
  readonly lift: Lift | null;
  /** What staff have said of a card in their hand: it counts once that card is back. */
  readonly approval: VisualCheck | null;
  readonly faceAttemptsLeft: number;
  /** 0 where the PIN cannot be used; why, the identity knows: its counter was so already, or there is no PIN. */
  readonly pinTriesLeft: number;
  readonly notice: MethodNotice;
  /** What became of the last passcode typed on the staff screen. */
  readonly passcode: 'none' | PasscodeTrouble;
  /** The staff member whose passcode was right, until they say what they saw. */
  readonly staff: string | null;
  /** Set when identity is proven, and only then. */
  readonly holder: HolderEvidence | null;
  /** Whose hand answers from here on. */
  readonly givenBy: GivenBy;
  readonly consents: Readonly<Partial<Record<ConsentItem, ConsentAnswer>>>;
  readonly prescriptionForm: 'electronic' | 'paper' | null;
  /** What PMH has; null until it answered. */
  readonly subsidyOffer: readonly SubsidyCertificate[] | null;
  readonly subsidiesFailed: boolean;
  /** Whether the patient wants to use a certificate, by its id; nothing where it is not answered yet. */
  readonly subsidyAnswers: Readonly<Partial<Record<string, boolean>>>;
  readonly subsidies: SubsidyRecord | null;
  readonly eligibility: EligibilityAnswer | null;
  /** Whether card and answer are about the same person; looked at whenever one of them comes in. */
  readonly link: LinkRecord;
  readonly eligibilityProblem: Problem | null;
  /** When the inactivity countdown appeared, milliseconds since the epoch. */
  readonly warnedAt: number | null;
}

/** What keeps the kiosk from serving, by where it comes from. */
export interface Outages {
  readonly reader: Problem | null;
  readonly storage: Problem | null;
  /** What is left of the last visit's face is still being zeroed. */
  readonly erasure: Problem | null;
  /** An update is being written. */
  readonly update: Problem | null;
}

/** Somebody at the kiosk wants staff. */
export interface StaffCall {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The number on the screen where it was pressed. */
  readonly problem: ProblemCode | null;
  /** Whether it was pressed on a free kiosk: then it is the call of whoever lays a card down next. */
  readonly beforeVisit: boolean;
}

/** What is said to a patient at the end, once the memory of the visit is gone: what stands on the screen, and no more. */
export type Farewell =
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'done';
      readonly outcome: 'confirmed' | 'provisional';
      /** Whether the clinic has no number of them yet: they go to the desk first. */
      readonly isFirstVisit: boolean;
      readonly reminders: readonly Reminder[];
    };

/** The statechart's whole memory. */
export interface KioskContext {
  readonly language: Language;
  /** How this patient sees and hears the screen. */
  readonly seen: PatientSettings;
  readonly panel: Panel;
  /** Whether this patient uses keys. */
  readonly byKeys: boolean;
  /** The line to the card that lies on the reader; a thing, not a patient's data. */
  readonly card: PlacedCard | null;
  /** The phone that is being held to the second reader. */
  readonly phone: PhoneToken | null;
  readonly visit: PatientVisit | null;
  /** What the problem screen shows, by number only. */
  readonly problem: Problem | null;
  /** How the last visit ended, while its farewell is on the screen and it was no problem. */
  readonly farewell: Farewell | null;
  readonly call: StaffCall | null;
  readonly outages: Outages;
  /** Since when the screen is being wiped, milliseconds since the epoch; null while it is not. */
  readonly cleaningSince: number | null;
  /** The time a technician has before the kiosk serves again by itself; null while none is here. */
  readonly diagnostics: DiagnosticsTime | null;
}

/** Milliseconds, `since` since the epoch. */
export interface DiagnosticsTime {
  readonly since: number;
  readonly ofMs: number;
}

/** Why the kiosk is out of service, if it is. */
export function outageIn({ outages }: KioskContext): Problem | null {
  return outages.update ?? outages.reader ?? outages.erasure ?? outages.storage;
}

/** The visit in `context`. Called only by states that exist inside a visit; anything else is a bug. */
export function visitIn(context: KioskContext): PatientVisit {
  if (!context.visit) throw new Error('no visit is going on');
  return context.visit;
}

/** The card on the reader. Called only by states that exist while one lies there; anything else is a bug. */
export function cardIn(context: KioskContext): PlacedCard {
  if (!context.card) throw new Error('no card is on the reader');
  return context.card;
}

/** The phone on the second reader. Called only by states that exist while one is held there. */
export function phoneIn(context: KioskContext): PhoneToken {
  if (!context.phone) throw new Error('no phone is on the reader');
  return context.phone;
}

/** A visit that has just begun. */
export function newVisit(id: string, token: Token, faceAttempts: number): PatientVisit {
  return {
    id,
    token,
    identity: null,
    photo: token === 'card' ? 'pending' : 'unsuited',
    person: null,
    chip: 'unread',
    cardEnds: null,
    cardKey: null,
    lift: null,
    approval: null,
    faceAttemptsLeft: faceAttempts,
    pinTriesLeft: 0,
    notice: 'none',
    passcode: 'none',
    staff: null,
    holder: null,
    givenBy: { by: 'patient' },
    consents: {},
    prescriptionForm: null,
    subsidyOffer: null,
    subsidiesFailed: false,
    subsidyAnswers: {},
    subsidies: null,
    eligibility: null,
    link: { kind: 'not-compared' },
    eligibilityProblem: null,
    warnedAt: null,
  };
}
