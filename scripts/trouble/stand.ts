import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../kiosk/freePort.ts';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import type { Patient } from '../kiosk/patient.ts';
import type { SimulatorApi } from '../kiosk/simulatorApi.ts';
import { type SmallDisk, smallDisk } from './smallDisk.ts';

/** Room for a day, and little enough to be filled at once. Above `outbox.minFreeMiB`. */
const diskMebibytes = 192;

/** How long patients wait for a kiosk that is away or out of service, before this run gives up. */
const patienceMs = 180_000;

/** Who may begin a visit, and at which kiosk's world. */
export interface Invited {
  readonly patient: Patient;
  readonly simulator: SimulatorApi;
}

/** A kiosk on a disk of its own, and the place before its screen: both outlive the process that is killed. */
export class Stand {
  /** Milliseconds for which nobody could be served, by what the screen said; `away` where there was no kiosk. */
  readonly outOfServiceMs = new Map<string, number>();
  /** Undefined where no disk may be mounted. */
  readonly disk: SmallDisk | undefined;
  readonly opsUrl: string;
  private readonly place = new KioskPlace();
  private readonly opsPort: number;
  private running: KioskProcess | undefined;
  private standing: Patient | undefined;

  private constructor(opsPort: number) {
    this.opsPort = opsPort;
    this.opsUrl = `http://127.0.0.1:${opsPort}/`;
    this.disk = smallDisk(this.dataFolder, diskMebibytes);
  }

  static async open(): Promise<Stand> {
    const stand = new Stand(await freePort());
    await stand.start();
    return stand;
  }

  get dataFolder(): string {
    return this.place.dataFolder;
  }

  /** Throws between two lives. */
  get kiosk(): KioskProcess {
    if (this.running) return this.running;
    throw new Error('there is no kiosk at this moment');
  }

  /** Another process on the same data folder; rejects, telling what it said, where it does not start. */
  second(): Promise<KioskProcess> {
    return this.place.start();
  }

  /** SIGKILL, whatever is to happen to its files meanwhile, and a new life. */
  async restart(meanwhile: () => void): Promise<void> {
    const { kiosk } = this;
    this.running = undefined;
    await kiosk.kill('SIGKILL');
    meanwhile();
    await this.start();
  }

  /** Steps before the screen and waits until it invites the next patient. */
  async invited(): Promise<Invited> {
    const since = performance.now();
    let step = since;
    while (performance.now() < since + patienceMs) {
      const patient = await this.step();
      const screen = await patient?.watches((view) => view, 1_000);
      if (patient && !patient.isGone && screen?.screen === 'idle' && this.running) {
        return { patient, simulator: this.running.simulator };
      }
      const why = screen?.screen === 'out-of-service' ? screen.code : screen && !patient?.isGone ? undefined : 'away';
      await sleep(20);
      const now = performance.now();
      // The screens of the visit before are that visit's.
      if (why !== undefined) this.outOfServiceMs.set(why, (this.outOfServiceMs.get(why) ?? 0) + now - step);
      step = now;
    }
    throw new Error(`nobody was invited for ${patienceMs} ms`);
  }

  /** Ends the kiosk as an operator does; its exit code, or the signal that ended it. */
  stop(): Promise<number | NodeJS.Signals | null> {
    this.standing?.leave();
    return this.kiosk.kill('SIGTERM');
  }

  async clear(): Promise<void> {
    this.standing?.leave();
    await this.running?.kill('SIGKILL');
    this.disk?.release();
    await this.place.clear();
  }

  private async start(): Promise<void> {
    this.running = await this.place.start('--ops-port', `${this.opsPort}`);
  }

  /** The line of whoever stands there, or a new one; undefined where there is no kiosk, or it lets nobody in. */
  private async step(): Promise<Patient | undefined> {
    if (this.standing && !this.standing.isGone) return this.standing;
    this.standing = await this.running?.patient().catch(() => undefined);
    return this.standing;
  }
}
