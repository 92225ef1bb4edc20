import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const patienceMs = 60_000;
/** Longer than the screen takes a press for one that was meant for the question before. */
const readingMs = 400;
/** Longer than a technician's finger has to stay on a corner. */
const cornerMs = 1_200;

/** The page that stands open before the patients, whatever becomes of the process behind it. */
export class Glass {
  private readonly context: BrowserContext;
  readonly page: Page;
  private readonly profile: string;

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.context = context;
    this.page = page;
    this.profile = profile;
  }

  static async at(url: string): Promise<Glass> {
    const profile = mkdtempSync(join(tmpdir(), 'uketsuke-killed-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args,
      viewport: { width: 1080, height: 1920 },
      hasTouch: true,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    return new Glass(context, page, profile);
  }

  async sees(screen: string): Promise<void> {
    await this.page.locator(`[data-screen="${screen}"]`).waitFor({ timeout: patienceMs });
  }

  async touches(screen: string, action: string): Promise<void> {
    await this.sees(screen);
    await this.page.waitForTimeout(readingMs);
    await this.page.locator(`[data-action="${action}"]:visible:not([disabled])`).first().tap({ timeout: patienceMs });
  }

  /** Every pixel of it. */
  picture(): Promise<Buffer> {
    return this.page.screenshot({ animations: 'disabled' });
  }

  /** What whoever stands there chose for seeing: language, size, contrast and the like, as the page wears it. */
  dress(): Promise<string> {
    return this.page.locator('html').evaluate(({ lang, dataset, attributes }) => {
      const { text, contrast, voice } = dataset;
      const worn = Array.from(attributes, ({ name }) => name).filter(
        (name) => name === 'data-calm' || name === 'data-low',
      );
      return [lang, text, contrast, `voice ${voice}`, ...worn].join(', ');
    });
  }

  /** A finger on each of the two upper corners, for as long as it takes. */
  async holdsCorners(): Promise<void> {
    const devices = await this.context.newCDPSession(this.page);
    const touchPoints = [30, 1_050].map((x, id) => ({ x, y: 30, id }));
    await devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await this.sees('cleaning');
    await devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  /** A finger on each of the four corners, one after the other around the screen, each for a little over a second. */
  async pressesCorners(): Promise<void> {
    const devices = await this.context.newCDPSession(this.page);
    for (const [x, y] of [
      [30, 30],
      [1_050, 30],
      [1_050, 1_890],
      [30, 1_890],
    ] as const) {
      await devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y, id: 0 }] });
      await this.page.waitForTimeout(cornerMs);
      await devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
