import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type ScreenPreview, startScreenPreview } from '../../../scripts/screens/screenPreview.ts';
import { launchBrowser } from '../../../scripts/screens/screenPreviewBrowser.ts';

/** The patient screen without its kiosk, and the browser to look at it with. */
export interface ScreenInBrowser {
  readonly preview: ScreenPreview;
  readonly browser: Browser;
}

/** Opened before the first test of the file that calls it, and closed after its last; there for them and their hooks. */
export function screenInBrowser(): ScreenInBrowser {
  let preview: ScreenPreview | undefined;
  let browser: Browser | undefined;
  const open = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('it is opened before the first test, not while the file is read');
    return part;
  };

  beforeAll(async () => {
    preview = await startScreenPreview();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await preview?.close();
  });

  return {
    get preview() {
      return open(preview);
    },
    get browser() {
      return open(browser);
    },
  };
}
