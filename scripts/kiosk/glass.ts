import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** A real Chromium before the kiosk's screen. */
export interface Glass {
  readonly page: Page;
  /** Folder of the browser's own data: a part of the command line of each of its processes. */
  readonly profile: string;
  close(): Promise<void>;
}

/**
 * Opens the patient's screen at `url` and waits until it is free.
 * @param prepared JavaScript that runs in the page before the app does
 */
export async function openGlass(url: string, prepared?: string): Promise<Glass> {
  const glass = await blankGlass(prepared);
  try {
    await glass.page.goto(url);
    await glass.page.locator('[data-screen="idle"]').waitFor();
    return glass;
  } catch (error) {
    await glass.close();
    throw error;
  }
}

/** A browser that shows nothing yet. @param prepared JavaScript that runs in each page before anything of its own does */
export async function blankGlass(prepared?: string): Promise<Glass> {
  const profile = mkdtempSync(join(tmpdir(), 'uketsuke-glass-'));
  const context = await launch(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  if (prepared !== undefined) await page.addInitScript(prepared);
  return {
    page,
    profile,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function launch(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    // Whoever runs this decides what Ctrl-C means, and says what was seen before the end.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    // Without a graphics card every pixel is the processor's, and what moves on the screen is painted again and again.
    viewport: { width: 540, height: 960 },
    reducedMotion: 'reduce',
    hasTouch: true,
  });
}
