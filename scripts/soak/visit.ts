import { type Manner, pressThrough } from '../kiosk/hurriedPatient.ts';
import type { LivedVisit } from '../kiosk/ledger.ts';
import type { Patient } from '../kiosk/patient.ts';
import type { SimulatorApi } from '../kiosk/simulatorApi.ts';
import type { Guest } from './guests.ts';

/** One visit of a guest, as they saw it. */
export type Visit = Guest & LivedVisit;

/** Where a visit takes place. */
export interface VisitPlace {
  readonly patient: Patient;
  readonly simulator: SimulatorApi;
  /** The kiosk's clock, milliseconds since the epoch. */
  readonly now: () => number;
}

const longestMs = 60_000;
/** Commands after which a card falls silent or is pulled, in the middle of its reading. */
const atCommand = 9;

/** A whole visit of somebody who presses at once whatever is to be pressed. Nothing lies on the reader afterwards. */
export async function goThrough({ patient, simulator, now }: VisitPlace, guest: Guest): Promise<Visit> {
  const { person, way, slip, chip } = guest;
  if (way === 'face') await simulator.showCamera({ person });
  if (slip === 'card-mute') await simulator.fault('card', 'mute-at', atCommand);
  if (slip === 'card-pulled') await simulator.fault('card', 'pull-at', atCommand);
  const [from, started] = [now(), performance.now()];
  if (way !== 'phone') await simulator.insertCard(person, chip);
  const passage = await pressThrough(patient, mannerOf(guest), {
    deadline: started + longestMs,
    holdPhone: () => simulator.holdPhone(person),
  });
  const visit = { ...guest, ...passage, from, until: now(), tookMs: performance.now() - started };
  if (passage.ending.kind === 'told') patient.press('done.ok');
  if (way === 'phone') await simulator.removePhone();
  else await simulator.removeCard();
  if (way === 'face') await simulator.showCamera({ none: true });
  if (slip === 'card-mute' || slip === 'card-pulled') await simulator.clearFaults('card');
  return visit;
}

function mannerOf({ person, way, shares, slip, patience, language, enlarges }: Guest): Manner {
  const leaves = slip === 'gives-up' || (slip === 'takes-card-away' && way !== 'staff');
  return {
    person,
    way,
    shares,
    mistypes: slip === 'wrong-pin',
    wishes: [...(language ? [`language.${language}`] : []), ...(enlarges ? ['text.larger'] : [])],
    ...(leaves && { givesUp: { after: patience, by: slip === 'gives-up' ? 'button' : 'walking' } }),
  };
}
