import type { ChipKind } from '../../src/simulator/card/badChips/chipKind.ts';
import { pressThrough } from '../kiosk/hurriedPatient.ts';
import type { LivedVisit } from '../kiosk/ledger.ts';
import type { Patient } from '../kiosk/patient.ts';
import type { SimulatorApi } from '../kiosk/simulatorApi.ts';

/** How somebody proves who they are; `provisional`: by PIN, while nobody answers about insurance. */
export const ways = ['pin', 'face', 'provisional'] as const;
export type Way = (typeof ways)[number];

/** Somebody who comes to the kiosk. */
export interface Arrival {
  readonly person: string;
  readonly way: Way;
  readonly chip: ChipKind;
}

/** One visit as the patient saw it. */
export type Visit = Arrival & LivedVisit;

const longestVisitMs = 90_000;

/**
 * A whole visit of somebody who presses at once whatever is to be pressed. The card is taken away in the end. Never
 * rejects: where the kiosk is gone they are left, also on the first or last step.
 */
export async function goThrough(patient: Patient, simulator: SimulatorApi, arrival: Arrival): Promise<Visit> {
  const { person, way, chip } = arrival;
  if (way === 'face') await asFarAsThere(simulator.showCamera({ person }));
  if (way === 'provisional') await asFarAsThere(simulator.fault('gateway', 'down', 'until-cleared'));
  const [from, started] = [Date.now(), performance.now()];
  await asFarAsThere(simulator.insertCard(person, chip));
  const manner = way === 'face' ? ({ way, shares: 'none' } as const) : ({ way: 'pin', shares: 'all' } as const);
  const passage = await pressThrough(patient, { person, ...manner }, { deadline: started + longestVisitMs });
  const visit = { ...arrival, ...passage, from, until: Date.now(), tookMs: performance.now() - started };
  if (passage.ending.kind === 'told') patient.press('done.ok');
  await asFarAsThere(simulator.removeCard());
  if (way === 'face') await asFarAsThere(simulator.showCamera({ none: true }));
  if (way === 'provisional') await asFarAsThere(simulator.clearFaults('gateway'));
  return visit;
}

/** The simulated world ends with the kiosk's process; what it can no longer do is not wanted any more. */
async function asFarAsThere(act: Promise<unknown>): Promise<void> {
  await act.catch(() => undefined);
}
