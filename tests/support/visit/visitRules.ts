import { type ConsentItem, consentItems } from '../../../src/consent/items.ts';
import type { ScreenId } from '../../../src/screen/view.ts';
import type { Person } from '../../../src/simulator/people.ts';
import type { VisitSettings } from '../../../src/visit/settings.ts';
import { sampleSettings } from './visitSamples.ts';

/*
 * The rules of the field, written down a second time and without the statechart: who sees which screens in which
 * order, and what is recorded of it. A table test holds the statechart against them.
 */

/** How somebody proves who they are. */
export const ways = ['face', 'pin', 'staff', 'phone'] as const;
export type Way = (typeof ways)[number];

/** One clinic: how it is set up, what its patients answer, and whether its line is up. */
export interface Clinic {
  readonly title: string;
  readonly settings: VisitSettings;
  /** What every patient of this table answers to consents and subsidies. */
  readonly agrees: boolean;
  readonly lineIsUp: boolean;
}

const usual: VisitSettings = { ...sampleSettings, consentItems: ['medication', 'checkup'] };

export const clinics = {
  usual: { title: 'A clinic as it comes; patients agree to everything', settings: usual, agrees: true, lineIsUp: true },
  everything: {
    title: 'Everything is asked (wide kinds, e-prescription at reception); patients refuse everything',
    settings: {
      ...usual,
      consentItems,
      consentKinds: 'wide',
      asksPrescriptionForm: true,
      subsidyVerb: 'provide',
    },
    agrees: false,
    lineIsUp: true,
  },
  nothing: {
    title: 'Nothing is asked, no 目視 on the kiosk',
    settings: { ...usual, consentItems: [], asksSubsidies: false, offersVisual: false },
    agrees: true,
    lineIsUp: true,
  },
  outage: { title: 'The line to the eligibility system is down', settings: usual, agrees: true, lineIsUp: false },
} as const satisfies Record<string, Clinic>;

/** What is recorded of a visit. */
export interface Recorded {
  readonly status: 'confirmed' | 'provisional';
  readonly holder: 'face' | 'pin' | 'visual' | 'phone';
  readonly consents: readonly (readonly [ConsentItem, boolean])[];
  readonly form: 'electronic' | 'paper' | null;
  readonly subsidies: string;
  readonly validity: string | null;
  readonly link: 'matched' | 'not-compared' | 'mismatch';
}

/** A whole visit, as the rules want it. */
export interface VisitPlan {
  /** Every screen from the card to the free kiosk. `checking` counts only where the visit is recorded. */
  readonly screens: readonly ScreenId[];
  /** The number on the problem screen. */
  readonly problem: string | null;
  readonly recorded: Recorded | null;
}

/** What the rules say about this person, proving themselves this way, in this clinic. */
export function planFor(person: Person, way: Way, clinic: Clinic): VisitPlan {
  const arriving: ScreenId[] = way === 'phone' ? phoneArrival(person) : ['reading'];
  const refused = refusal(person, clinic);
  if (refused) return { screens: [...arriving, 'problem', 'idle'], problem: refused, recorded: null };
  // Whether a card is registered only the eligibility system can tell.
  if (!person.registered && clinic.lineIsUp)
    arriving.push('register', ...(way === 'phone' ? (['reading'] as const) : []));
  if (way !== 'phone') {
    arriving.push('method');
    if (!canProve(person, way, clinic))
      return { screens: [...arriving, 'take-card', 'idle'], problem: null, recorded: null };
    arriving.push(way);
  }
  const problem = verdict(person, way, clinic);
  const ending: ScreenId[] = problem
    ? ['problem', 'idle']
    : way === 'phone'
      ? ['done', 'idle']
      : ['done', 'take-card', 'idle'];
  return {
    screens: [...arriving, ...questions(person, way, clinic), 'checking', ...ending],
    problem,
    recorded: recordOf(person, way, clinic),
  };
}

function phoneArrival({ phone }: Person): ScreenId[] {
  // Android takes the PIN here; an iPhone asks its owner itself.
  return phone === 'android' ? ['phone', 'pin', 'phone', 'reading'] : ['phone', 'reading'];
}

type CertificateStanding = 'valid' | 'expiring' | 'grace' | 'unusable';

/** Warned from three months before; usable until three months after the end of the month of expiry. */
function standingOf({ card: { certificateEndsInMonths: months } }: Person): CertificateStanding {
  if (months > 3) return 'valid';
  if (months > 0) return 'expiring';
  return months >= -3 ? 'grace' : 'unusable';
}

function refusal(person: Person, { lineIsUp }: Clinic): string | null {
  if (standingOf(person) === 'unusable') return 'U-112';
  // Who was revoked only the eligibility system can tell.
  return person.card.revoked && lineIsUp ? 'U-114' : null;
}

function canProve({ card }: Person, way: Way, { settings }: Clinic): boolean {
  switch (way) {
    case 'face':
      return card.photo;
    case 'pin':
      return card.pin !== '' && card.pinTriesLeft > 0;
    case 'staff':
      return settings.offersVisual;
    case 'phone':
      return true;
  }
}

function consentsAsked(person: Person, { settings }: Clinic): readonly ConsentItem[] {
  return standingOf(person) === 'grace' ? [] : settings.consentItems;
}

function questions(person: Person, way: Way, clinic: Clinic): ScreenId[] {
  const standing = standingOf(person);
  const reimbursed =
    clinic.agrees && person.subsidies.some((each) => each.alwaysReimbursed || each.prefecture !== '13');
  return [
    ...(standing === 'grace' || standing === 'expiring' ? (['notice'] as const) : []),
    ...(consentsAsked(person, clinic).length > 0 ? (['consent'] as const) : []),
    ...(clinic.settings.asksPrescriptionForm ? (['prescription'] as const) : []),
    ...(subsidiesAsked(person, way, clinic)
      ? (['subsidy', ...(reimbursed ? (['notice'] as const) : [])] as const)
      : []),
  ];
}

const insured = new Set(['valid', 'valid-unregistered']);

function subsidiesAsked(person: Person, way: Way, { settings, lineIsUp }: Clinic): boolean {
  const mine = linkOf(person, way, lineIsUp) !== 'mismatch';
  return (
    settings.asksSubsidies &&
    lineIsUp &&
    mine &&
    insured.has(person.eligibility.validity) &&
    person.subsidies.length > 0
  );
}

function linkOf(person: Person, way: Way, lineIsUp: boolean): Recorded['link'] {
  // A phone says nothing of its owner; and where nobody or several were found there is no one to compare with.
  if (way === 'phone' || !lineIsUp) return 'not-compared';
  if (['none-found', 'several-found'].includes(person.eligibility.validity)) return 'not-compared';
  return person.tags.includes('link-error') ? 'mismatch' : 'matched';
}

function verdict(person: Person, way: Way, { lineIsUp }: Clinic): string | null {
  if (!lineIsUp) return null;
  if (linkOf(person, way, lineIsUp) === 'mismatch') return 'U-405';
  const numbers: Readonly<Record<string, string>> = {
    invalid: 'U-401',
    'none-found': 'U-406',
    'several-found': 'U-407',
    'newer-exists': 'U-408',
  };
  return numbers[person.eligibility.validity] ?? null;
}

function recordOf(person: Person, way: Way, clinic: Clinic): Recorded {
  const { settings, agrees, lineIsUp } = clinic;
  const link = linkOf(person, way, lineIsUp);
  return {
    status: lineIsUp ? 'confirmed' : 'provisional',
    holder: way === 'staff' ? 'visual' : way === 'phone' && person.phone === 'android' ? 'pin' : way,
    consents: consentsAsked(person, clinic).map((item) => [item, agrees] as const),
    form: settings.asksPrescriptionForm ? (agrees ? 'electronic' : 'paper') : null,
    subsidies: subsidiesOf(person, way, clinic),
    validity: lineIsUp && link !== 'mismatch' ? person.eligibility.validity : null,
    link,
  };
}

function subsidiesOf(person: Person, way: Way, clinic: Clinic): string {
  const { settings, agrees, lineIsUp } = clinic;
  if (!settings.asksSubsidies) return 'not-asked';
  if (!lineIsUp) return 'could-not-ask';
  if (subsidiesAsked(person, way, clinic)) return agrees ? `used ${person.subsidies.length}` : 'declined';
  const mine = linkOf(person, way, lineIsUp) !== 'mismatch' && insured.has(person.eligibility.validity);
  return mine ? 'no-data' : 'not-asked';
}
