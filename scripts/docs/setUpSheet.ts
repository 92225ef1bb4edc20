// Puts the pictures of the set-up side by side, each page as wide as a PC's screen and as a tablet's upright:
// docs/pictures/sheet-set-up.jpg. The pages by themselves do not stay.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { projectRoot } from '../../src/system/paths.ts';

const folder = join(projectRoot(), 'docs', 'pictures');
const pages = join(folder, 'set-up');
const height = 260;
const [wide, narrow] = [416, 181];
const gap = 12;
const across = 3;

const names = readdirSync(pages)
  .filter((name) => name.endsWith('-wide.png'))
  .toSorted()
  .map((name) => name.replace('-wide.png', ''));
const pair = { width: wide + narrow + gap + 2 * gap, height: height + gap };
const tiles = await Promise.all(
  names.flatMap((name, at) => {
    const left = gap + (at % across) * pair.width;
    const top = gap + Math.floor(at / across) * pair.height;
    return [tile(`${name}-wide`, wide, left, top), tile(`${name}-narrow`, narrow, left + wide + gap, top)];
  }),
);
const size = { width: across * pair.width, height: gap + Math.ceil(names.length / across) * pair.height };
const file = join(folder, 'sheet-set-up.jpg');
await sharp({ create: { ...size, channels: 3, background: '#c8d2d0' } })
  .composite(tiles)
  .jpeg({ quality: 60, mozjpeg: true })
  .toFile(file);
rmSync(pages, { recursive: true });
process.stdout.write(`${file}\n`);

async function tile(name: string, width: number, left: number, top: number): Promise<OverlayOptions> {
  const input = await sharp(join(pages, `${name}.png`))
    .resize(width, height)
    .png()
    .toBuffer();
  return { input, left, top };
}
