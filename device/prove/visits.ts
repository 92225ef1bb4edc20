import { setTimeout as sleep } from 'node:timers/promises';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import type { ClinicAround } from './clinic/clinic.ts';
import type { ExpectedScreen } from './double.ts';
import { pressesAll, seesScreen } from './kiosk.ts';
import type { TriedKiosk } from './triedKiosk.ts';

const screenMs = 5 * 60_000;
const deliveredMs = 5 * 60_000;

/** Somebody, and their visit as it was rehearsed. */
export interface Rehearsed {
  readonly person: string;
  readonly screens: readonly ExpectedScreen[];
}

/** Patients who come to the kiosk, and what the clinic gets of it. */
export class Visits {
  private readonly root: string;
  private readonly clinic: ClinicAround;
  private readonly patients: readonly Rehearsed[];
  private came = 0;

  /** @param patients who come, one after the other: who comes twice a day reads that they did */
  constructor(root: string, clinic: ClinicAround, patients: readonly Rehearsed[]) {
    this.root = root;
    this.clinic = clinic;
    this.patients = patients;
  }

  /** A whole visit by PIN, until the patient reads that it is done, and the free screen after it. */
  async one(kiosk: TriedKiosk, picture: (name: string) => string): Promise<void> {
    const patient = this.patients[this.came % this.patients.length];
    this.came += 1;
    const whose = loadPeople(this.root).find(({ id }) => id === patient?.person);
    if (!patient || !whose) throw new Error(`no fixture person ${patient?.person}`);
    const { screens } = patient;
    kiosk.reader.insert(await (await createCardBox(this.root, () => new Date())).cardOf(whose));
    for (const screen of screens.filter((each) => each.screen !== 'idle')) {
      await seesScreen(kiosk.machine, screen, picture(`visit-${screen.screen}`), screenMs);
      await pressesAll(kiosk.machine, screen);
    }
    kiosk.reader.remove();
    const idle = screens.find(({ screen }) => screen === 'idle');
    if (idle) await seesScreen(kiosk.machine, idle, picture('visit-over'), screenMs);
  }

  /** The clinic's system is away from now on: receptions wait in the kiosk. */
  shutReceiver(): void {
    this.clinic.faults.arm({ target: 'clinic', kind: 'down', count: 'until-cleared' });
  }

  openReceiver(): void {
    this.clinic.faults.clear('clinic');
  }

  /** Keys of what the clinic has, each reception once. */
  get delivered(): readonly string[] {
    return this.clinic.receptions().map(({ idempotencyKey }) => idempotencyKey);
  }

  /** Waits until the clinic has this many more than `before`. */
  async deliveredMore(count: number, before: number): Promise<void> {
    const end = performance.now() + deliveredMs;
    while (this.delivered.length < before + count) {
      if (performance.now() > end) throw new Error(`${this.delivered.length - before} of ${count} were delivered`);
      await sleep(1_000);
    }
  }
}
