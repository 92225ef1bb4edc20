import { type Browser, chromium } from 'playwright-core';

/** The two ways a kiosk's panel is mounted, CSS pixels. */
export const layouts = {
  portrait: { width: 800, height: 1280 },
  landscape: { width: 1280, height: 800 },
} as const;

export type Layout = keyof typeof layouts;

/**
 * The Debian Chromium, without anything that would call home.
 *
 * @param endsItself whoever started it ends in order when it is told to end, and takes the browser along
 */
export function launchBrowser(endsItself = false): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    handleSIGINT: !endsItself,
    handleSIGTERM: !endsItself,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
