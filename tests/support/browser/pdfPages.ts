import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { projectRoot } from '../../../src/system/paths.ts';
import { temporaryFolder } from '../outbox/queue.ts';
import { picturesFolder } from './pictures.ts';

/** A4, pixels. */
const sheet = { width: 794, height: 1_123 };

/** Playwright takes the browser's own viewer away; here it is what is looked at. */
const withViewer = ['--disable-extensions', '--disable-component-extensions-with-background-pages'];

/** How long the viewer may take to draw a page, milliseconds. */
const drawMs = 3_000;

/** Keeps a picture of each page of a PDF for the docs, as a browser shows it, where pictures are asked for. */
export async function keepPdfPages(pdf: Uint8Array, name: string): Promise<void> {
  if (!picturesFolder) return;
  const folder = join(projectRoot(), picturesFolder);
  mkdirSync(folder, { recursive: true });
  const file = join(temporaryFolder(), 'report.pdf');
  writeFileSync(file, pdf);
  const pages =
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  for (let at = 1; at <= pages; at += 1) {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
      ignoreDefaultArgs: withViewer,
    });
    const page = await browser.newPage({ viewport: sheet });
    await page.goto(`${pathToFileURL(file).href}#toolbar=0&navpanes=0&view=Fit&page=${at}`);
    await page.waitForTimeout(drawMs);
    await page.screenshot({ path: join(folder, `${name}-${at}.png`) });
    await browser.close();
  }
}
