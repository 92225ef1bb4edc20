import { loadPeople, type Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import type { KioskProcess } from './kioskProcess.ts';
import type { Patient } from './patient.ts';

const people = loadPeople(projectRoot());

/** The fixture person of this id. */
export function personCalled(id: string): Person {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error(`no fixture person ${id}`);
  return person;
}

/** A whole visit by PIN, everything shared, up to the card being taken. */
export async function visitByPin(kiosk: KioskProcess, patient: Patient, id: string): Promise<void> {
  await patient.sees('idle');
  await kiosk.simulator.insertCard(id);
  await patient.presses('method', 'method.pin');
  await patient.typesPin(personCalled(id).card.pin);
  await patient.presses('consent', 'consent.all');
  await patient.presses('done', 'done.ok');
  await patient.sees('take-card');
  await kiosk.simulator.removeCard();
  await patient.sees('idle');
}

/** A whole visit by face, everything refused, up to the card being taken. */
export async function visitByFace(kiosk: KioskProcess, patient: Patient, id: string): Promise<void> {
  await patient.sees('idle');
  await kiosk.simulator.showCamera({ person: id });
  await kiosk.simulator.insertCard(id);
  await patient.presses('method', 'method.face');
  await patient.presses('consent', 'consent.none');
  await patient.presses('done', 'done.ok');
  await patient.sees('take-card');
  await kiosk.simulator.removeCard();
  await kiosk.simulator.showCamera({ none: true });
  await patient.sees('idle');
}
