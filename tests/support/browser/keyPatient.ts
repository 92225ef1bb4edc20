import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** What one who uses no finger sees of the page: which question it is, and where the cursor stands. */
interface Seen {
  readonly screen: string;
  /** Changes with whatever is asked or said. */
  readonly state: string;
  /** The place the cursor is seen at; null where it stands at the question. */
  readonly at: string | null;
  /** Numbers that stand beside things, by what they choose. */
  readonly numbers: Readonly<Record<string, string>>;
}

/** In the page: only what is before the eyes, on the page of the screen that is up. */
const look = `(() => {
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
  const numbers = {};
  for (const number of document.querySelectorAll('.key-number'))
    if (isSeen(number)) numbers[number.closest('[data-action]').dataset.action] = number.textContent;
  const focused = document.activeElement;
  const place = focused.dataset.action ?? focused.dataset.place ?? null;
  const hasRing = Number.parseFloat(getComputedStyle(focused).outlineWidth) >= 4;
  return {
    screen: document.documentElement.dataset.screen,
    state: document.querySelector('.leaf').textContent + document.querySelectorAll('.place-typed').length,
    at: place !== null && isSeen(focused) && hasRing ? place : null,
    numbers,
  };
})()`;

const lookEveryMs = 15;
const patienceMs = 30_000;
/** Longer than the switch has to be held to choose. */
const longMs = 500;

/** Who does everything by keys that are pressed at the browser, and goes by what the page shows. */
export class KeyPatient {
  private readonly page: Page;
  private readonly switchKey: string | undefined;

  /** @param switchKey the only key there is, where the patient has one switch: short steps on, long chooses */
  constructor(page: Page, switchKey?: string) {
    this.page = page;
    this.switchKey = switchKey;
  }

  seen(): Promise<Seen> {
    return this.page.evaluate(look);
  }

  /** Waits until one of these screens is up; which. */
  async sees(...screens: readonly string[]): Promise<string> {
    const { screen } = await this.until((seen) => screens.includes(seen.screen), `one of ${screens.join(', ')}`);
    return screen;
  }

  /** Chooses this by its number where one is seen beside it; otherwise steps there and chooses. */
  async chooses(action: string): Promise<void> {
    if (this.switchKey === undefined) {
      const number = (await this.seen()).numbers[action];
      if (number !== undefined) return this.presses(`Numpad${number}`);
    }
    await this.stepsTo(action);
    await this.presses(this.switchKey ?? 'NumpadEnter', this.switchKey !== undefined);
  }

  /** Types digits and submits them: on the number pad, or by stepping over the keys on the screen. */
  async types(digits: string): Promise<void> {
    for (const digit of digits) {
      if (this.switchKey === undefined) await this.presses(`Numpad${digit}`);
      else await this.chooses(`pin.digit.${digit}`);
    }
    await this.until(({ at }) => at === 'pin.submit', 'the cursor at 決定');
    await this.presses(this.switchKey ?? 'NumpadEnter', this.switchKey !== undefined);
  }

  private async stepsTo(action: string): Promise<void> {
    for (let steps = 0; steps < 80; steps += 1) {
      const before = await this.seen();
      if (before.at === action) return;
      await this.page.keyboard.press(this.switchKey ?? 'NumpadAdd');
      await this.until(({ at, state }) => at !== before.at || state !== before.state, 'the cursor elsewhere');
    }
    throw new Error(`${action} is not reached: ${JSON.stringify(await this.seen())}`);
  }

  /** Until something came of it. */
  private async presses(code: string, isLong = false): Promise<void> {
    const before = JSON.stringify(await this.seen());
    await this.page.keyboard.down(code);
    if (isLong) await sleep(longMs);
    await this.page.keyboard.up(code);
    await this.until((seen) => JSON.stringify(seen) !== before, `something after ${code}`);
  }

  private async until(isSo: (seen: Seen) => boolean, what: string): Promise<Seen> {
    const limit = performance.now() + patienceMs;
    for (;;) {
      const seen = await this.seen();
      if (isSo(seen)) return seen;
      if (performance.now() > limit) throw new Error(`waited for ${what}, saw ${JSON.stringify(seen)}`);
      await sleep(lookEveryMs);
    }
  }
}
