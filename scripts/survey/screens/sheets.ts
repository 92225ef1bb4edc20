import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { languages } from '../../../src/screen/view.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { cameraPicture } from '../../screens/screenPreview.ts';
import type { Layout } from '../../screens/screenPreviewBrowser.ts';
import { sampleNames } from '../../screens/screenPreviewViews.ts';
import type { StillPage } from '../../screens/stillPage.ts';
import { type Look, type Mode, modes, states, viewOf } from './looks.ts';

const folder = join(projectRoot(), 'docs', 'pictures');

/** Tiles, pixels. */
const tiles = {
  portrait: { width: 210, height: 336, across: 10 },
  landscape: { width: 336, height: 210, across: 6 },
} as const;
const gap = 10;
const ground = '#c8d2d0';

/** The first state of each screen, and the panels. */
const oneOfEach = states.filter(
  (state, at) =>
    !sampleNames.includes(state) || sampleNames.findIndex((name) => screenOf(name) === screenOf(state)) === at,
);

function screenOf(name: string): string {
  return viewOf({ state: name, language: 'ja', mode: 'normal' }).screen;
}

/** Of the ways in which clinics ask for consent, those with the most items. */
function isNotAskedTwice(state: string): boolean {
  return !/^consent.*-(two|four)-/.test(state);
}

interface Sheet {
  readonly name: string;
  readonly layout: Layout;
  readonly looks: readonly Omit<Look, 'layout'>[];
}

/** Every state in Japanese, both ways round; each screen once in each other language, and once in each mode. */
const sheets: readonly Sheet[] = [
  ...(['portrait', 'landscape'] as const).map((layout) => ({
    name: `sheet-ja-${layout}`,
    layout,
    looks: states.filter(isNotAskedTwice).map((state) => ({ state, language: 'ja' as const, mode: 'normal' as const })),
  })),
  ...languages
    .filter((language) => language !== 'ja')
    .map((language, at) => ({
      name: `sheet-${language}`,
      layout: at % 2 === 0 ? ('portrait' as const) : ('landscape' as const),
      looks: oneOfEach.map((state) => ({ state, language, mode: 'normal' as const })),
    })),
  ...(Object.keys(modes) as Mode[])
    // Whatever does not move looks the same; 150 % lies between the other two.
    .filter((mode) => mode !== 'normal' && mode !== 'calm' && mode !== '150')
    .map((mode, at) => ({
      name: `sheet-mode-${mode}`,
      layout: at % 2 === 0 ? ('portrait' as const) : ('landscape' as const),
      looks: oneOfEach.map((state) => ({ state, language: 'ja' as const, mode })),
    })),
];

/** Makes every sheet; the files, each as it is done. */
export async function* makeSheets(open: (layout: Layout) => Promise<StillPage>): AsyncGenerator<string> {
  mkdirSync(folder, { recursive: true });
  const camera = await cameraPicture();
  const pages = { portrait: await open('portrait'), landscape: await open('landscape') };
  for (const { name, layout, looks } of sheets) {
    const shown: Buffer[] = [];
    for (const look of looks) shown.push(await pictureOf(pages[layout], look, camera));
    const file = join(folder, `${name}.jpg`);
    await (await sheetOf(layout, shown)).jpeg({ quality: 48, mozjpeg: true }).toFile(file);
    yield file;
  }
}

async function pictureOf(still: StillPage, look: Omit<Look, 'layout'>, camera: Buffer): Promise<Buffer> {
  const view = viewOf(look);
  // From its first page.
  await still.lay(viewOf({ ...look, state: 'reading' }));
  await still.show(view, view.screen === 'face' && view.state !== 'preparing' ? camera : undefined);
  return still.page.screenshot();
}

async function sheetOf(layout: Layout, shown: readonly Buffer[]): Promise<Sharp> {
  const { width, height, across } = tiles[layout];
  const placed = await Promise.all(
    shown.map(async (picture, at): Promise<OverlayOptions> => {
      const input = await sharp(picture).resize(width, height).png().toBuffer();
      return { input, left: gap + (at % across) * (width + gap), top: gap + Math.floor(at / across) * (height + gap) };
    }),
  );
  const size = {
    width: gap + Math.min(across, shown.length) * (width + gap),
    height: gap + Math.ceil(shown.length / across) * (height + gap),
  };
  return sharp({ create: { ...size, channels: 3, background: ground } }).composite(placed);
}
