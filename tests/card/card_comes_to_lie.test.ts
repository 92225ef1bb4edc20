import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import { watchLyingCard } from '../../src/card/printedFace/lyingCard.ts';
import type { Outline } from '../../src/card/printedFace/pictureReader.ts';

/** Milliseconds from one picture of the camera to the next. */
const frameMs = 100;
/** Looks are half a second apart. */
const framesALook = 5;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** What is told when the looks at the card camera see one after the other what is said. */
async function toldOf(seen: readonly Outline[]) {
  const looked: Uint8Array[] = [];
  const taken: Uint8Array[] = [];
  const outlines = [...seen];
  const camera: Camera = {
    name: 'of the test',
    async *stream() {
      for (let sequence = 1; sequence <= seen.length * framesALook; sequence += 1) {
        const jpeg = Uint8Array.of(0xff, 0xd8, sequence);
        taken.push(jpeg);
        yield { ok: true, value: { jpeg, sequence, takenAt: sequence * frameMs } };
        vi.advanceTimersByTime(frameMs);
      }
    },
    close: async () => undefined,
  };
  const told: boolean[] = [];
  const pictures = {
    outline: async (jpeg: Uint8Array) => {
      looked.push(jpeg);
      return outlines.shift() ?? 'unknown';
    },
  };
  await watchLyingCard({ camera, pictures }, (lies) => told.push(lies), new AbortController().signal);
  return { told, looked, taken };
}

describe('what comes to lie under the card camera', () => {
  test.each<[string, readonly Outline[], readonly boolean[]]>([
    ['a card is told at the second look that sees it', ['no-card', 'card'], []],
    ['a card that stays is told once', ['card', 'card', 'card', 'card', 'card'], [true]],
    ['a hand on its way is none', ['card', 'no-card', 'card', 'no-card', 'no-card'], []],
    ['nor is it gone for a hand above it', ['card', 'card', 'no-card', 'card', 'card'], [true]],
    ['gone is told at the second look too', ['card', 'card', 'no-card', 'no-card'], [true, false]],
    ['a look that says nothing counts for nothing', ['card', 'unknown', 'card', 'unknown', 'unknown'], [true]],
    ['and does not take it away', ['card', 'card', 'unknown', 'unknown', 'unknown', 'no-card'], [true]],
    ['the next one is told again', ['card', 'card', 'no-card', 'no-card', 'card', 'card'], [true, false, true]],
  ])('%s', async (_name, seen, expected) => {
    expect((await toldOf(seen)).told).toEqual(expected);
  });

  test('two looks are half a second apart, and what is not looked at is wiped at once', async () => {
    const { looked, taken } = await toldOf(['no-card', 'no-card', 'no-card']);
    expect(looked).toHaveLength(3);
    const unseen = taken.filter((jpeg) => !looked.includes(jpeg));
    expect(unseen).toHaveLength(12);
    for (const jpeg of unseen) expect(jpeg).toEqual(new Uint8Array(3));
  });
});
