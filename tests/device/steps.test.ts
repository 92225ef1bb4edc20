import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alike, likeness } from '../../device/prove/machine/likeness.ts';
import { Steps } from '../../device/prove/steps.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-steps-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a step has a limit and one second try, and the report says so', async () => {
  const steps = new Steps(folder, () => undefined);
  let [tries, afresh] = [0, 0];
  expect(await steps.run('goes well', { limitMs: 1_000 }, async () => 'seen')).toBe(true);
  const again = {
    limitMs: 1_000,
    async afresh() {
      afresh += 1;
    },
  };
  const twice = await steps.run('the second time', again, async () => {
    tries += 1;
    if (tries === 1) throw new Error('hung');
    return undefined;
  });
  expect([twice, tries, afresh]).toEqual([true, 2, 1]);
  expect(await steps.run('never', { limitMs: 10 }, () => new Promise(() => undefined))).toBe(false);
  steps.skip(['what comes after'], 'it never');
  expect([steps.summary, steps.failed]).toEqual(['2 passed, 2 failed', 2]);
  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  expect(report).toMatch(/\| the second time \| passed, second try \|/);
  expect(report).toMatch(/\| never \| failed \| \d+ \| not within 0 s \|/);
  expect(report).toMatch(/2 passed, 2 failed\n$/);
});

test('two renderings of one screen are alike, another screen is not', async () => {
  const screen = (blocks: readonly (readonly [number, number])[]) =>
    sharp({ create: { width: 1_080, height: 1_920, channels: 3, background: '#ffffff' } })
      .composite(
        blocks.map(([left, top]) => ({
          input: { create: { width: 400, height: 300, channels: 3, background: '#103060' } },
          left,
          top,
        })),
      )
      .png()
      .toBuffer();
  const one = await screen([
    [100, 400],
    [580, 400],
  ]);
  const nudged = await screen([
    [103, 402],
    [580, 400],
  ]);
  const other = await screen([
    [100, 1_200],
    [580, 1_500],
  ]);
  expect(await likeness(one, one)).toBe(1);
  expect(await likeness(one, nudged)).toBeGreaterThan(alike);
  expect(await likeness(one, other)).toBeLessThan(alike);
});
