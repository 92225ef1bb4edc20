import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpectedScreen } from './double.ts';
import { alike, likeness } from './machine/likeness.ts';
import type { Machine } from './machine/machine.ts';
import { press } from './machine/touch.ts';

const lookEveryMs = 2_000;
const betweenPressesMs = 1_500;

/** Looks at the machine's screen until it is the one that is expected; the last picture stays. Returns how alike it was. */
export async function seesScreen(machine: Machine, expected: ExpectedScreen, picture: string): Promise<string> {
  for (;;) {
    await machine.picture(picture);
    const share = await likeness(picture, expected.picture);
    if (share >= alike) return `${expected.screen}, ${Math.round(share * 100)} % alike`;
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
