import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { KioskPlace, type KioskProcess } from '../kiosk/kioskProcess.ts';
import { Patient } from '../kiosk/patient.ts';
import { disksOf, familyOf, figuresOf } from './gauges.ts';
import { type Answer, answerSchema, type InsideFigures, type Question } from './inside/messages.ts';

type Asked<Q extends Question = Question> = Q extends Question ? Omit<Q, 'id'> : never;

/** How the kiosk and its browser stand at a moment. */
export interface StandFigures extends InsideFigures {
  readonly kioskBytes: number;
  readonly kioskDescriptors: number;
  /** All of the browser's processes together; pages that they share count in each. */
  readonly browserBytes: number;
  readonly browserDescriptors: number;
  /** Each store by its name, bytes. */
  readonly disks: Readonly<Record<string, number>>;
}

const inside = new URL('./inside/inside.js', import.meta.url).href;

/**
 * A whole kiosk whose clock can be moved, with its browser before the screen and a patient at the dock's mirror of it:
 * what the patient presses and sees there the browser paints.
 */
export class Stand {
  readonly patient: Patient;
  readonly kiosk: KioskProcess;
  private readonly place: KioskPlace;
  private readonly browser: BrowserContext;
  private readonly profile: string;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;
  /** By how much the kiosk's clock is ahead of ours, milliseconds. */
  private aheadMs = 0;

  private constructor(place: KioskPlace, kiosk: KioskProcess, browser: Readonly<Opened>, patient: Patient) {
    this.place = place;
    this.kiosk = kiosk;
    this.browser = browser.context;
    this.profile = browser.profile;
    this.patient = patient;
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
      const browser = await openBrowser(kiosk.addresses.screen);
      return new Stand(place, kiosk, browser, await Patient.at(await kiosk.simulator.mirrorUrl()));
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

  /** Lets so many milliseconds pass for the kiosk, in so many steps: what is due in a step happens once. */
  async pass(ms: number, steps: number): Promise<void> {
    await this.ask({ ask: 'pass', ms, steps });
  }

  async figures(): Promise<StandFigures> {
    const { figures } = await this.ask({ ask: 'measure' });
    if (!figures) throw new Error('the kiosk said nothing of itself');
    const kiosk = figuresOf(this.kiosk.pid);
    const browser = familyOf(this.profile).map(figuresOf);
    return {
      ...figures,
      kioskBytes: kiosk.residentBytes,
      kioskDescriptors: kiosk.descriptors,
      browserBytes: browser.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
      browserDescriptors: browser.reduce((sum, { descriptors }) => sum + descriptors, 0),
      disks: disksOf(this.dataFolder),
    };
  }

  /** Ends the kiosk as an operator does; its exit code, or the signal that ended it. The data stay until `clear`. */
  async stop(): Promise<number | NodeJS.Signals | null> {
    this.patient.leave();
    await this.browser.close();
    return this.kiosk.kill('SIGTERM');
  }

  async clear(): Promise<void> {
    this.patient.leave();
    await this.browser.close();
    await this.place.clear();
    rmSync(this.profile, { recursive: true, force: true });
  }

  private ask(question: Asked): Promise<Answer> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the kiosk has ended'));
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

interface Opened {
  readonly context: BrowserContext;
  readonly profile: string;
}

async function openBrowser(url: string): Promise<Opened> {
  const profile = mkdtempSync(join(tmpdir(), 'uketsuke-soak-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    // Without a graphics card every pixel is the processor's, and what moves on the screen is painted again and again.
    viewport: { width: 540, height: 960 },
    reducedMotion: 'reduce',
    hasTouch: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await page.locator('[data-screen="idle"]').waitFor();
  return { context, profile };
}
