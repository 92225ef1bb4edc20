import type { View } from '../../src/screen/view.ts';
import type { ChipKind } from '../../src/simulator/card/badChips/chipKind.ts';
import type { Patient } from '../kiosk/patient.ts';
import type { SimulatorApi } from '../kiosk/simulatorApi.ts';
import { personCalled } from '../kiosk/visits.ts';

/** How somebody proves who they are; `provisional`: by PIN, while nobody answers about insurance. */
export const ways = ['pin', 'face', 'provisional'] as const;
export type Way = (typeof ways)[number];

/** Somebody who comes to the kiosk. */
export interface Arrival {
  readonly person: string;
  readonly way: Way;
  readonly chip: ChipKind;
}

/** How a visit ended for the patient. */
export type Ending =
  | { readonly kind: 'told'; readonly status: 'confirmed' | 'provisional' }
  /** The kiosk said no, under a number. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The kiosk went away, or left the visit without a word. */
  | { readonly kind: 'cut-off' };

/** One visit as the patient saw it. */
export interface Visit extends Arrival {
  /** Milliseconds since the epoch: the card was laid down, the visit was over. */
  readonly from: number;
  readonly until: number;
  /** Milliseconds from the card to what the patient was told: all of it the machine's, this patient does not think. */
  readonly tookMs: number;
  readonly ending: Ending;
  /** What the patient chose last: where a face is not recognised, it is the PIN. */
  readonly provedBy: 'pin' | 'face' | undefined;
}

const longestVisitMs = 90_000;

/**
 * A whole visit of somebody who presses at once whatever is to be pressed. The card is taken away in the end. Never
 * rejects: where the kiosk is gone the visit is cut off, also on its first or last step.
 */
export async function goThrough(patient: Patient, simulator: SimulatorApi, arrival: Arrival): Promise<Visit> {
  const { person, way, chip } = arrival;
  if (way === 'face') await asFarAsThere(simulator.showCamera({ person }));
  if (way === 'provisional') await asFarAsThere(simulator.fault('gateway', 'down', 'until-cleared'));
  const [from, started] = [Date.now(), performance.now()];
  await asFarAsThere(simulator.insertCard(person, chip));
  const { ending, provedBy } = await pressThrough(patient, arrival, started + longestVisitMs);
  const visit = { ...arrival, from, until: Date.now(), tookMs: performance.now() - started, ending, provedBy };
  if (ending.kind === 'told') patient.press('done.ok');
  await asFarAsThere(simulator.removeCard());
  if (way === 'face') await asFarAsThere(simulator.showCamera({ none: true }));
  if (way === 'provisional') await asFarAsThere(simulator.clearFaults('gateway'));
  return visit;
}

/** The simulated world ends with the kiosk's process; what it can no longer do is not wanted any more. */
async function asFarAsThere(act: Promise<unknown>): Promise<void> {
  await act.catch(() => undefined);
}

async function pressThrough(
  patient: Patient,
  arrival: Arrival,
  deadline: number,
): Promise<Pick<Visit, 'ending' | 'provedBy'>> {
  let seen = '';
  let hasBegun = false;
  let provedBy: Visit['provedBy'];
  while (performance.now() < deadline) {
    const view = await patient.watches((each) => (JSON.stringify(each) === seen ? undefined : each), 1_000);
    if (patient.isGone) break;
    if (!view) continue;
    seen = JSON.stringify(view);
    const ending = endingIn(view, hasBegun);
    if (ending) return { ending, provedBy };
    hasBegun ||= view.screen !== 'idle';
    const press = pressFor(view, arrival);
    if (press === 'method.face') provedBy = 'face';
    if (press === 'method.pin') provedBy = 'pin';
    if (press !== undefined) patient.press(press);
  }
  return { ending: { kind: 'cut-off' }, provedBy };
}

function endingIn(view: View, hasBegun: boolean): Ending | undefined {
  switch (view.screen) {
    case 'done':
      return { kind: 'told', status: view.outcome };
    case 'problem':
    case 'out-of-service':
      return { kind: 'refused', code: view.code };
    case 'idle':
    case 'take-card':
      return hasBegun ? { kind: 'cut-off' } : undefined;
    default:
      return undefined;
  }
}

/** What this patient presses on this screen; undefined where there is only to wait. */
function pressFor(view: View, { person, way }: Arrival): string | undefined {
  const wanted = wantedOn(view, way, personCalled(person).card.pin);
  return wanted.find((action) => view.actions.includes(action));
}

function wantedOn(view: View, way: Way, pin: string): readonly string[] {
  switch (view.screen) {
    case 'method':
      return way === 'face' && view.notice === 'none' ? ['method.face', 'method.pin'] : ['method.pin'];
    case 'face':
      return view.state === 'failed' ? ['method.pin'] : [];
    case 'pin':
      return view.digitsTyped < pin.length ? [`pin.digit.${pin[view.digitsTyped]}`] : ['pin.submit'];
    case 'notice':
      return ['notice.next'];
    case 'consent':
      return [way === 'face' ? 'consent.none' : 'consent.all'];
    case 'prescription':
      return ['prescription.paper'];
    case 'subsidy':
      return ['subsidy.decline'];
    default:
      return [];
  }
}
