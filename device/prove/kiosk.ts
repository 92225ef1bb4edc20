import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpectedScreen } from './double.ts';
import { alike, likeness } from './machine/likeness.ts';
import type { Machine } from './machine/machine.ts';
import { press } from './machine/touch.ts';

const lookEveryMs = 2_000;
/** Until what is drawn in before the patient's eyes stands: 受付完了 begins without its seal. */
const standsAfterMs = 4_000;
const betweenPressesMs = 2_500;

/**
 * Looks at the machine's screen until it is the one that is expected, and still is a moment later; the last picture
 * stays. Returns how alike it was. Rejects at the limit.
 */
export async function seesScreen(
  machine: Machine,
  expected: ExpectedScreen,
  picture: string,
  limitMs = Number.POSITIVE_INFINITY,
): Promise<string> {
  const end = performance.now() + limitMs;
  const look = async (): Promise<number> => {
    await machine.picture(picture);
    return likeness(picture, expected.picture);
  };
  for (;;) {
    let share = await look();
    if (share >= alike) {
      await sleep(standsAfterMs);
      share = await look();
    }
    const found = `${expected.screen}, ${Math.round(share * 100)} % alike`;
    if (share >= alike) return found;
    if (performance.now() > end) throw new Error(`not seen: ${found}; last said: ${machine.line.lastLines(3)}`);
    await sleep(lookEveryMs);
  }
}

/** Presses what the patient presses on a screen. */
export async function pressesAll(machine: Machine, expected: ExpectedScreen): Promise<void> {
  for (const { at } of expected.presses) {
    await press(machine.qmp, at);
    await sleep(betweenPressesMs);
  }
}
