import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { projectRoot } from '../../../src/system/paths.ts';
import { keepPicture } from '../browser/pictures.ts';
import type { DeskClient } from './desk.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pageFaults = readFileSync(join(projectRoot(), 'tests', 'support', 'desk', 'pageFaults.js'), 'utf8')
  .trim()
  .replace(/;$/, '');

/** A tablet held upright. */
const narrow = { width: 820, height: 1180 };

/** Nothing in Chromium may look for the outside world. */
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

export interface DeskBrowser {
  readonly page: Page;
  /** What the page complained about on its console, or requested elsewhere than from the desk. */
  readonly complaints: readonly string[];
  /** Goes on as somebody who has signed in elsewhere, on the page of the receptions. */
  signIn(as: DeskClient): Promise<void>;
  /** What stands in the way of somebody who cannot see, point, or tell colours apart. */
  obstacles(): Promise<readonly string[]>;
  /** What stands in the way of reading it at this width: sticks out, breaks, scrolls sideways. */
  faults(): Promise<readonly string[]>;
  /** Reads the page on the PC's screen and on a tablet: no faults on either; keeps both pictures for the docs. */
  looks(name: string): Promise<void>;
}

/** A receptionist's browser; gone when the test ends. The certificate is the desk's own, so it is accepted by hand. */
export async function deskBrowser(url: string, viewport = { width: 1366, height: 768 }): Promise<DeskBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'uketsuke-desk-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: quiet,
    ignoreHTTPSErrors: true,
    viewport,
  });
  onTestFinished(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That a page nobody has touched yet may not ring is the browser's rule.
    if (message.text().startsWith('The AudioContext was not allowed to start')) return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== new URL(url).origin) complaints.push(`asked ${origin}`);
  });
  await page.goto(url);
  const faults = () => page.evaluate<readonly string[]>(`(${pageFaults})()`);
  return {
    page,
    complaints,
    faults,
    async signIn({ cookies }) {
      const about = { url, secure: true, httpOnly: true, sameSite: 'Strict' } as const;
      await context.addCookies([...cookies].map(([name, value]) => ({ name, value, ...about })));
      await page.goto(url);
    },
    async obstacles() {
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    async looks(name) {
      for (const [width, size] of Object.entries({ wide: viewport, narrow })) {
        await page.setViewportSize(size);
        expect([name, width, await faults()]).toEqual([name, width, []]);
        await keepPicture(page, `${name}-${width}`);
      }
      await page.setViewportSize(viewport);
    },
  };
}
