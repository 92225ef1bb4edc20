import sharp from 'sharp';
import { expect, test } from 'vitest';
import { alike, likeness } from '../../device/prove/machine/likeness.ts';

/** A screen with a dark stage above and words below, as the kiosk's are. @param more drawn upon it, SVG */
function screen(more = '', width = 1080, height = 1920): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 1920" width="${width}" height="${height}">
<rect width="1080" height="1920" fill="#fff"/><rect y="300" width="1080" height="790" fill="#0e4a42"/>
<rect x="380" y="1140" width="320" height="90" fill="#0c1f1b"/>${more}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

const seal = '<circle cx="540" cy="690" r="230" fill="#ffc83d"/>';

test('one screen is itself, also in another size and with a cursor that blinks', async () => {
  expect(await likeness(await screen(), await screen())).toBe(1);
  expect(await likeness(await screen(seal), await screen(seal, 720, 1280))).toBeGreaterThan(alike);
  const cursor = '<rect x="200" y="1400" width="8" height="60" fill="#000"/>';
  expect(await likeness(await screen(), await screen(cursor))).toBeGreaterThan(alike);
});

test('受付完了 without its seal, a blank screen and another screen are not taken for it', async () => {
  const done = await screen(seal);
  expect(await likeness(await screen(), done)).toBeLessThan(alike);
  const blank = await sharp({ create: { width: 1080, height: 1920, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await likeness(blank, done)).toBeLessThan(alike);
  const other = '<rect y="1090" width="1080" height="400" fill="#0e4a42"/>';
  expect(await likeness(await screen(`${seal}${other}`), done)).toBeLessThan(alike);
});
