import type { SnapshotFrom } from 'xstate';
import { oncePer } from '../kernel/oncePer.ts';
import type { KioskMachine } from './machine.ts';
import type { Shown } from './stateMeta.ts';

/** One moment of the statechart. */
export type KioskSnapshot = SnapshotFrom<KioskMachine>;

/**
 * What is on the screen: what the service region wants there, where it wants something, else the visit's. A moment is
 * asked for it many times over, by each press and by whoever writes down what happened.
 */
export const shownBy: (snapshot: KioskSnapshot) => Shown = oncePer(
  (snapshot) => saidIn(snapshot, (id) => id.startsWith(serviceRegion)) ?? shownByVisit(snapshot),
);

/** What the visit wants on the screen, whether or not the service region covers it. */
function shownByVisit(snapshot: KioskSnapshot): Shown {
  // States with an id of their own are all inside the visit.
  const shown = saidIn(snapshot, (id) => !id.startsWith(serviceRegion));
  if (!shown) throw new Error('no state says what is on the screen');
  return shown;
}

const serviceRegion = 'kiosk.service';

function saidIn(snapshot: KioskSnapshot, isThere: (id: string) => boolean): Shown | undefined {
  return Object.entries(snapshot.getMeta()).find(([id, meta]) => meta !== undefined && isThere(id))?.[1];
}
