import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Locator, Page } from 'playwright-core';

/** Nobody's finger is off the glass in the moment it comes down; a hand of eighty years takes longer than this. */
const onTheGlassMs = 80;

/** A finger on the glass of one page. */
export class Finger {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  /** On the middle of it, and off again. What is not seen is not found. */
  async taps(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (!box) throw new Error(`${target} is not on the glass`);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await sleep(onTheGlassMs);
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}
