import { expect, onTestFinished, test } from 'vitest';
import { startScreenPreview } from '../../scripts/screens/screenPreview.ts';
import { launchBrowser, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';

/** Fingers on the free screen, by name: where each is laid down, and which of them are lifted again. */
const fingers = `(down, up) => {
  const send = (kind, pointerId, [clientX, clientY]) =>
    window.dispatchEvent(new PointerEvent(kind, { pointerId, clientX, clientY }));
  for (const [id, place] of Object.entries(down)) send('pointerdown', Number(id), place);
  for (const id of up) send('pointerup', id, [0, 0]);
}`;

test('two fingers held on the two upper corners begin the cleaning; one, or two elsewhere, do not', async () => {
  const preview = await startScreenPreview();
  const browser = await launchBrowser();
  onTestFinished(async () => {
    await browser.close();
    await preview.close();
  });
  const page = await browser.newPage({ viewport: layouts.portrait });
  preview.push({ ...sampleView('idle', 'ja'), actions: ['help', 'cleaning.start'] });
  await page.goto(preview.url);
  await page.waitForSelector('.idle');
  const lay = (down: object, up: readonly number[]) =>
    page.evaluate(`(${fingers})(${JSON.stringify(down)}, ${JSON.stringify(up)})`);
  const [left, right, middle] = [
    [20, 20],
    [780, 30],
    [400, 20],
  ] as const;

  // One alone, two on one corner, and two of which one is lifted: all at once, since nothing comes of any of them.
  await lay({ 1: left, 2: left, 3: middle }, []);
  await page.waitForTimeout(3_500);
  expect(preview.pressed).toEqual([]);
  await lay({ 4: right }, [4]);
  await page.waitForTimeout(3_500);
  expect(preview.pressed).toEqual([]);
  await lay({ 5: right }, []);
  await expect.poll(() => preview.pressed, { timeout: 10_000 }).toEqual(['cleaning.start']);
});
