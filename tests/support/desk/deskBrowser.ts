import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { DeskClient } from './desk.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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
  return {
    page,
    complaints,
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
  };
}
