// Puts the journeys' pictures side by side for the README: docs/pictures/visit.png and ways.png.
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { projectRoot } from '../../src/system/paths.ts';

const folder = join(projectRoot(), 'docs', 'pictures');
/** A visit from beginning to end, and some of the ways that other patients go. */
const strips = {
  visit: ['idle', 'method', 'face', 'consent', 'done'],
  ways: ['staff', 'notice', 'subsidy', 'phone', 'done-provisional'],
} as const;
const width = 300;
const height = 480;
const gap = 20;

for (const [name, screens] of Object.entries(strips)) {
  const tiles = await Promise.all(screens.map(tile));
  const size = { width: gap + screens.length * (width + gap), height: height + 2 * gap };
  const file = join(folder, `${name}.png`);
  await sharp({ create: { ...size, channels: 3, background: '#c8d2d0' } })
    .composite(tiles)
    .png({ palette: true })
    .toFile(file);
  process.stdout.write(`${file}\n`);
}

async function tile(screen: string, index: number): Promise<OverlayOptions> {
  const input = await sharp(join(folder, `${screen}.png`))
    .resize(width, height)
    .png()
    .toBuffer();
  return { input, left: gap + index * (width + gap), top: gap };
}
