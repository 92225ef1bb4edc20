import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { ScreenId } from '../../../src/screen/view.ts';
import { keepPicture } from './pictures.ts';

/** The two ways a touch screen stands. */
export const layouts = {
  portrait: { width: 800, height: 1280 },
  landscape: { width: 1280, height: 800 },
} as const;

/** Nothing in Chromium may look for the outside world: the machine has none, and a kiosk's must not either. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long somebody looks at a new screen before touching it: longer than two taps are one double tap. */
const readingMs = 700;

/** How long a screen may take on the slowest machine before the test gives up. */
const patienceMs = 90_000;

/** A kiosk's own browser: one page, touched by a patient. */
export class KioskBrowser {
  readonly page: Page;
  /** What the page complained about on its console, or requested elsewhere than from the kiosk. */
  readonly complaints: string[] = [];
  private readonly context: BrowserContext;
  /** The screen that was touched last. */
  private touched: ScreenId | undefined;
  private readonly profile: string;

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.context = context;
    this.page = page;
    this.profile = profile;
  }

  static async open(url: string, layout: keyof typeof layouts): Promise<KioskBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'uketsuke-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: quiet,
      viewport: layouts[layout],
      hasTouch: true,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const browser = new KioskBrowser(context, page, profile);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') browser.complaints.push(message.text());
    });
    page.on('pageerror', (error) => browser.complaints.push(String(error)));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(url).origin) browser.complaints.push(`asked ${origin}`);
    });
    await page.goto(url);
    return browser;
  }

  /** Waits until this screen is up. */
  async sees(screen: ScreenId): Promise<void> {
    await this.page.locator(`[data-screen="${screen}"]`).waitFor({ timeout: patienceMs });
  }

  /** Waits for the screen, then touches what carries the action. */
  async touches(screen: ScreenId, action: string): Promise<void> {
    await this.sees(screen);
    // Nobody answers a new question within half a second: what comes that soon the screen takes for a trembling hand.
    if (screen !== this.touched) await this.page.waitForTimeout(readingMs);
    // Once the countdown is gone, the screen under it asks anew.
    this.touched = action === 'more-time' ? undefined : screen;
    await this.page.locator(`[data-action="${action}"]:visible:not([disabled])`).first().tap({ timeout: patienceMs });
  }

  /** Types digits on the keypad of this screen and submits them. */
  async types(screen: ScreenId, digits: string): Promise<void> {
    for (const digit of digits) await this.touches(screen, `pin.digit.${digit}`);
    await this.touches(screen, 'pin.submit');
  }

  /** Keeps a picture for the docs, where pictures are asked for. */
  picture(name: string): Promise<void> {
    return keepPicture(this.page, name);
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
