import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../../src/system/paths.ts';

/** Where the pictures for the docs go; they are taken only when asked for (`npm run docs:pictures`). */
export const picturesFolder = process.env.UKETSUKE_PICTURES;

/** Keeps a picture of what the page shows for the docs, where pictures are asked for. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (!picturesFolder) return;
  const folder = join(projectRoot(), picturesFolder);
  mkdirSync(folder, { recursive: true });
  // What comes in with a movement has arrived by then.
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
