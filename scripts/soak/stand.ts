import { join } from 'node:path';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import { Patient } from '../kiosk/patient.ts';
import { Backups } from './backups.ts';
import { disksOf, familyOf, figuresOf, type ProcessFigures } from './gauges.ts';
import { type Answer, answerSchema, type InsideFigures, type Question } from './inside/messages.ts';
import { Queue } from './queue.ts';
import { openUnwatched, type UnwatchedGlass } from './unwatched.ts';

type Asked<Q extends Question = Question> = Q extends Question ? Omit<Q, 'id'> : never;

/** How the kiosk and its browser stand at a moment. */
export interface StandFigures extends InsideFigures {
  readonly kioskBytes: number;
  readonly kioskDescriptors: number;
  /** Since its start, seconds. */
  readonly kioskCpuSeconds: number;
  /** All of the browser's processes together; pages that they share count in each. */
  readonly browserBytes: number;
  readonly browserDescriptors: number;
  readonly browserCpuSeconds: number;
  readonly backups: { readonly count: number; readonly bytes: number };
  /** Each store by its name, bytes. */
  readonly disks: Readonly<Record<string, number>>;
}

const inside = new URL('./inside/inside.js', import.meta.url).href;

/**
 * A whole kiosk whose clock can be moved, with its browser before the screen and a patient at the dock's mirror of it:
 * what the patient presses and sees there the browser paints.
 */
export class Stand {
  readonly kiosk: KioskProcess;
  readonly queue: Queue;
  readonly backups: Backups;
  /** How often the line to the screen broke, and a new one was opened. */
  linesLost = 0;
  private patient: Patient;
  private readonly place: KioskPlace;
  private readonly glass: UnwatchedGlass;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;
  /** By how much the kiosk's clock is ahead of ours, milliseconds. */
  private aheadMs = 0;

  private constructor(
    place: KioskPlace,
    kiosk: KioskProcess,
    glass: UnwatchedGlass,
    patient: Patient,
    backups: Backups,
  ) {
    this.place = place;
    this.kiosk = kiosk;
    this.glass = glass;
    this.patient = patient;
    this.backups = backups;
    this.queue = new Queue(place.dataFolder);
    // Its end is told by its exit; what breaks on the way there is no news.
    for (const end of [kiosk.child, kiosk.child.stdout, kiosk.child.stderr]) end?.on('error', () => undefined);
    kiosk.child.on('message', (message) => {
      const answer = answerSchema.parse(message);
      this.aheadMs = answer.now - Date.now();
      this.waiting.get(answer.id)?.(answer);
    });
  }

  /** @param more arguments of `uketsuke run` */
  static async open(more: readonly string[]): Promise<Stand> {
    const place = new KioskPlace(undefined, inside);
    try {
      const kiosk = await place.start(...more);
      const glass = await openUnwatched(kiosk.addresses.screen);
      const { dataFolder } = place;
      const backups = await Backups.in({ folder: join(place.folder, 'backups'), dataFolder, inside });
      return new Stand(place, kiosk, glass, await Patient.at(await kiosk.simulator.mirrorUrl()), backups);
    } catch (error) {
      await place.clear();
      throw error;
    }
  }

  get dataFolder(): string {
    return this.place.dataFolder;
  }

  /** The kiosk's clock, milliseconds since the epoch. */
  readonly now = (): number => Date.now() + this.aheadMs;

  /** Who stands before the screen: on a new line where the last one broke. Throws where there is no kiosk any more. */
  async guest(): Promise<Patient> {
    const { exitCode, signalCode } = this.kiosk.child;
    if (exitCode !== null || signalCode !== null) {
      throw new Error(`the kiosk has ended with ${exitCode ?? signalCode}: ${this.kiosk.complaints().slice(-2_000)}`);
    }
    if (!this.patient.isGone) return this.patient;
    this.linesLost += 1;
    this.patient = await Patient.at(await this.kiosk.simulator.mirrorUrl());
    return this.patient;
  }

  /** Lets so many milliseconds pass for the kiosk, in so many steps: what is due in a step happens once. */
  async pass(ms: number, steps: number): Promise<void> {
    await this.ask({ ask: 'pass', ms, steps });
  }

  /** Whether the browser still shows what the kiosk says: the free screen; what was seen instead, where it does not. */
  async showsFree(): Promise<string | undefined> {
    return this.glass.seesFree().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  }

  /** Takes a backup as clinic IT does, beside the running kiosk. */
  async backup(): Promise<void> {
    await this.backups.take(Math.round(this.aheadMs));
  }

  async figures(): Promise<StandFigures> {
    const { figures } = await this.ask({ ask: 'measure' });
    if (!figures) throw new Error('the kiosk said nothing of itself');
    const kiosk = figuresOf(this.kiosk.pid);
    const browser = familyOf(this.glass.profile).map(figuresOf);
    const ofBrowser = (value: (each: ProcessFigures) => number): number =>
      browser.reduce((sum, each) => sum + value(each), 0);
    return {
      ...figures,
      kioskBytes: kiosk.residentBytes,
      kioskDescriptors: kiosk.descriptors,
      kioskCpuSeconds: kiosk.cpuSeconds,
      browserBytes: ofBrowser(({ residentBytes }) => residentBytes),
      browserDescriptors: ofBrowser(({ descriptors }) => descriptors),
      browserCpuSeconds: ofBrowser(({ cpuSeconds }) => cpuSeconds),
      backups: this.backups.figures,
      disks: disksOf(this.dataFolder),
    };
  }

  /** Ends the kiosk as an operator does; its exit code, or the signal that ended it. The data stay until `clear`. */
  async stop(): Promise<number | NodeJS.Signals | null> {
    this.patient.leave();
    this.queue.close();
    await this.glass.close();
    return this.kiosk.kill('SIGTERM');
  }

  async clear(): Promise<void> {
    this.patient.leave();
    await this.glass.close();
    await this.place.clear();
  }

  private ask(question: Asked): Promise<Answer> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the kiosk has ended'));
      if (!this.kiosk.child.connected) return gone();
      this.kiosk.child.once('exit', gone);
      this.waiting.set(id, (answer) => {
        this.waiting.delete(id);
        this.kiosk.child.off('exit', gone);
        resolve(answer);
      });
      this.kiosk.child.send({ id, ...question });
    });
  }
}
