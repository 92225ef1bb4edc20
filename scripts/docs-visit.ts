// Puts the journey's pictures side by side for the README: docs/pictures/visit.png.
import { join } from 'node:path';
import sharp from 'sharp';
import { projectRoot } from '../src/system/paths.ts';

const folder = join(projectRoot(), 'docs', 'pictures');
const screens = ['idle', 'method', 'face', 'consent', 'done'];
const width = 300;
const height = 480;
const gap = 20;

const tiles = await Promise.all(
  screens.map(async (name, index) => ({
    input: await sharp(join(folder, `${name}.png`))
      .resize(width, height)
      .png()
      .toBuffer(),
    left: gap + index * (width + gap),
    top: gap,
  })),
);
const file = join(folder, 'visit.png');
const size = { width: gap + screens.length * (width + gap), height: height + 2 * gap };
await sharp({ create: { ...size, channels: 3, background: '#c8d2d0' } })
  .composite(tiles)
  .png({ palette: true })
  .toFile(file);
process.stdout.write(`${file}\n`);
