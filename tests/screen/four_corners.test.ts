import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { startScreenPreview } from '../../scripts/screens/screenPreview.ts';
import { launchBrowser, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';

/** In the page: fingers go down and up at times that are told, so that an hour of play takes a moment. */
const play = `(touches) => {
  let at = performance.now();
  const send = (kind, pointerId, [clientX, clientY]) => {
    const event = new PointerEvent(kind, { pointerId, clientX, clientY, bubbles: true });
    Object.defineProperty(event, 'timeStamp', { value: at });
    window.dispatchEvent(event);
  };
  for (const { finger, place, heldMs, restMs } of touches) {
    send('pointerdown', finger, place);
    at += heldMs;
    send('pointerup', finger, place);
    at += restMs;
  }
}`;

interface Touch {
  readonly finger: number;
  readonly place: readonly [number, number];
  readonly heldMs: number;
  readonly restMs: number;
}

const { width, height } = layouts.portrait;
const clockwise = [
  [20, 20],
  [width - 20, 20],
  [width - 20, height - 20],
  [20, height - 20],
] as const;
const anywhere = fc.tuple(fc.integer({ min: 0, max: width - 1 }), fc.integer({ min: 0, max: height - 1 }));
const aCorner = fc.constantFrom(...clockwise);
const held = (heldMs: number, place: readonly [number, number]): Touch => ({ finger: 1, place, heldMs, restMs: 300 });
const way = clockwise.map((place) => held(1_100, place));

const some = (touch: fc.Arbitrary<Touch>) => fc.array(touch, { minLength: 4, maxLength: 60 });
/** Somebody who taps at the corners while they wait, however fast and often. */
const taps = some(
  fc.record({
    finger: fc.integer({ min: 1, max: 3 }),
    place: fc.oneof(aCorner, anywhere),
    heldMs: fc.integer({ min: 20, max: 950 }),
    restMs: fc.integer({ min: 20, max: 3_000 }),
  }),
);
/** Somebody who holds them, but never goes on to the next one clockwise. */
const holds = some(
  fc.record({
    finger: fc.constant(1),
    place: fc.constantFrom(clockwise[0], clockwise[2]),
    heldMs: fc.integer({ min: 1_000, max: 6_000 }),
    restMs: fc.integer({ min: 20, max: 3_000 }),
  }),
);

test('who plays with the corners gets nothing; once around as a clock goes, each for a second, opens the door', async () => {
  const preview = await startScreenPreview();
  const browser = await launchBrowser();
  onTestFinished(async () => {
    await browser.close();
    await preview.close();
  });
  const page = await browser.newPage({ viewport: layouts.portrait });
  preview.push({ ...sampleView('idle', 'ja'), actions: ['help', 'diagnostics.start'] });
  await page.goto(preview.url);
  await page.waitForSelector('.idle');
  const plays = (touches: readonly Touch[]) => page.evaluate(`(${play})(${JSON.stringify(touches)})`);
  const played = fc.sample(fc.oneof(taps, holds), { seed: 16, numRuns: 300 });
  for (const touches of played) await plays(touches);
  const almost: readonly (readonly Touch[])[] = [
    way.toReversed(),
    way.with(2, held(900, clockwise[2])),
    way.toSpliced(2, 0, held(1_100, [width / 2, height / 2])),
    way.map((touch) => ({ ...touch, restMs: 4_500 })),
    way.with(1, held(1_100, clockwise[3])),
  ];
  for (const touches of almost) await plays(touches);
  // The page has been told everything by now, and had time to say so.
  await page.waitForTimeout(200);
  expect(preview.pressed).toEqual([]);
  await plays([held(100, [width / 2, height / 2]), ...way]);
  await expect.poll(() => preview.pressed, { timeout: 10_000 }).toEqual(['diagnostics.start']);
});
