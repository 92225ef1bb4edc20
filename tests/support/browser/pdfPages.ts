import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { projectRoot } from '../../../src/system/paths.ts';
import { temporaryFolder } from '../outbox/queue.ts';
import { picturesFolder } from './pictures.ts';

/** A4, pixels; on the sheet of all pages each is this wide, so many beside each other. */
const page = { width: 794, height: 1_123 } as const;
const tile = { width: 480, height: 679, across: 4, gap: 12 } as const;
const ground = '#c8d2d0';

/** Playwright takes the browser's own viewer away; here it is what is looked at. */
const withViewer = ['--disable-extensions', '--disable-component-extensions-with-background-pages'];

/** Between two looks whether the viewer has drawn all of it, milliseconds; and how often that is looked at. */
const drawMs = 2_000;
const mostLooks = 60;

/** In the white margin of every page, pixels from the left. */
const marginAt = 30;

/** Keeps all pages of a PDF side by side for the docs, as a browser shows them, where pictures are asked for. */
export async function keepPdfPages(pdf: Uint8Array, name: string): Promise<void> {
  if (!picturesFolder) return;
  const folder = join(projectRoot(), picturesFolder);
  mkdirSync(folder, { recursive: true });
  const pages = await pagesOf(pdf);
  const rows = Math.ceil(pages.length / tile.across);
  const { width, height, across, gap } = tile;
  const placed = await Promise.all(
    pages.map(async (picture, at) => ({
      input: await sharp(picture).resize(width, height).png().toBuffer(),
      left: gap + (at % across) * (width + gap),
      top: gap + Math.floor(at / across) * (height + gap),
    })),
  );
  const size = {
    width: gap + Math.min(across, pages.length) * (width + gap),
    height: gap + rows * (height + gap),
  };
  await sharp({ create: { ...size, channels: 3, background: ground } })
    .composite(placed)
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(join(folder, `${name}.jpg`));
}

/** A picture of each page: the viewer shows them one below the other, and is given room for all. */
async function pagesOf(pdf: Uint8Array): Promise<readonly Buffer[]> {
  const file = join(temporaryFolder(), 'shown.pdf');
  writeFileSync(file, pdf);
  const text = Buffer.from(pdf).toString('latin1');
  const count = text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
    ignoreDefaultArgs: withViewer,
  });
  try {
    const viewer = await browser.newPage({ viewport: { ...page, height: count * page.height } });
    await viewer.goto(`${pathToFileURL(file).href}#toolbar=0`);
    for (let looked = 0; looked < mostLooks; looked += 1) {
      await viewer.waitForTimeout(drawMs);
      const pages = await cut(await viewer.screenshot());
      if (pages.length === count) return pages;
    }
    throw new Error(`the browser's viewer does not draw all ${count} pages`);
  } finally {
    await browser.close();
  }
}

/** Where the margin of a page is white, and between two pages it is dark. */
async function cut(all: Buffer): Promise<readonly Buffer[]> {
  const { data, info } = await sharp(all).greyscale().raw().toBuffer({ resolveWithObject: true });
  const isPage = (y: number): boolean => (data[y * info.width + marginAt] ?? 0) > 128;
  const pages: Buffer[] = [];
  let top = 0;
  for (let y = 1; y <= info.height; y += 1) {
    const [is, was] = [y < info.height && isPage(y), isPage(y - 1)];
    if (is && !was) top = y;
    if (was && !is && y - top > page.height / 2) {
      pages.push(
        await sharp(all)
          .extract({ left: 0, top, width: info.width, height: y - top })
          .png()
          .toBuffer(),
      );
    }
  }
  return pages;
}
