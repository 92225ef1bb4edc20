import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import type { View } from '../../../src/screen/view.ts';
import { Dice } from './dice.ts';
import type { Hands } from './hands.ts';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** In the page: what can be touched, and where. */
const touchable = `[...document.querySelectorAll('[data-action]')].filter((each) => !each.disabled && !each.closest('[inert]'))
  .map((each) => ({ action: each.dataset.action, box: each.getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && box.bottom > 0 && box.top < innerHeight)
  .map(({ action, box }) => ({ action, x: box.x + box.width / 2, y: box.y + box.height / 2 }))`;

/** In the page: everything that a patient could have changed about it. */
const state = `({
  screen: document.documentElement.dataset.screen,
  text: document.documentElement.dataset.text,
  language: document.documentElement.lang,
  scale: visualViewport.scale,
  moved: [scrollX, scrollY, visualViewport.offsetLeft, visualViewport.offsetTop].some((each) => each !== 0),
  scrolled: [...document.querySelectorAll('*')].filter((each) => each.scrollLeft !== 0).length,
  selected: String(getSelection()),
  pictures: document.querySelectorAll('canvas[width]:not([width="0"]), video, img[src^="blob:"]').length,
  digits: document.querySelectorAll('[data-action^="pin."], [data-action^="consent."]').length,
})`;

interface PageState {
  readonly screen: string;
  readonly text: string;
  readonly language: string;
}

interface Spot {
  readonly action: string;
  readonly x: number;
  readonly y: number;
}

const catchUpMs = 5_000;

/** Hands on the glass: a page in Chromium, touched and typed at as a device would report it. */
export class BrowserHands implements Hands {
  readonly faults: string[] = [];
  private readonly context: BrowserContext;
  private readonly page: Page;
  private readonly devices: CDPSession;
  private readonly profile: string;
  private readonly dice = new Dice(1);
  private asNew: PageState | undefined;
  private shown: View | undefined;

  private constructor(context: BrowserContext, page: Page, devices: CDPSession, profile: string) {
    this.context = context;
    this.page = page;
    this.devices = devices;
    this.profile = profile;
  }

  static async at(url: string): Promise<BrowserHands> {
    const profile = mkdtempSync(join(tmpdir(), 'uketsuke-impatient-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: quiet,
      viewport: { width: 1080, height: 1920 },
      hasTouch: true,
      // What moves by itself is nobody's finger, and costs the machine that all of this runs on.
      reducedMotion: 'reduce',
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const hands = new BrowserHands(context, page, await context.newCDPSession(page), profile);
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (typeof payload === 'string') hands.shown = JSON.parse(payload).view;
      }),
    );
    page.on('pageerror', (error) => hands.faults.push(String(error)));
    page.on('dialog', (dialog) => {
      hands.faults.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', (other) => hands.faults.push(`another page: ${other.url()}`));
    page.on('framenavigated', (frame) => {
      if (hands.asNew) hands.faults.push(`the page went to ${frame.url()}`);
    });
    await page.goto(url);
    await page.locator('[data-screen="idle"]').waitFor();
    hands.asNew = await page.evaluate(state);
    return hands;
  }

  view(): View | undefined {
    return this.shown;
  }

  async touch(...actions: readonly string[]): Promise<void> {
    const spots = ((await this.page.evaluate(touchable)) as readonly Spot[]).filter(({ action }) =>
      actions.includes(action),
    );
    if (spots.length < 2 || this.dice.chance(0.3)) return this.fingers(spots);
    for (const spot of spots) await this.fingers([spot]);
  }

  async keyDown(code: string): Promise<void> {
    await this.page.keyboard.down(code);
  }

  async keyUp(code: string): Promise<void> {
    await this.page.keyboard.up(code);
  }

  /** Spreads, wipes, presses long, taps where nothing is, turns the wheel, and tries what a browser does by itself. */
  async fumble(): Promise<void> {
    const { dice, page } = this;
    const at = { x: dice.between(50, 1_030), y: dice.between(50, 1_870) };
    const way = dice.of<() => Promise<void>>([
      () => this.spread(at, 10, 200),
      () => this.spread(at, 220, 20),
      () => this.wipe(at, { x: dice.between(50, 1_030), y: dice.between(50, 1_870) }),
      () => this.fingers([{ action: '', ...at }], 700),
      async () => {
        await this.fingers([{ action: '', ...at }]);
        await this.fingers([{ action: '', ...at }]);
      },
      async () => {
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -300);
        await page.keyboard.up('Control');
      },
      () => page.mouse.click(at.x, at.y, { button: 'right' }),
      () => page.mouse.click(at.x, at.y, { clickCount: 3 }),
      () =>
        page.keyboard.press(
          dice.of(['Control+Equal', 'Control+r', 'F5', 'Control+f', 'Alt+ArrowLeft', 'Control+p']) ?? 'F5',
        ),
    ]);
    await way?.();
  }

  async leftBehind(): Promise<readonly string[]> {
    const expected = JSON.stringify({ ...this.asNew });
    let now = '';
    for (let waited = 0; waited < catchUpMs; waited += 50) {
      now = JSON.stringify(await this.page.evaluate(state));
      if (now === expected) return [];
      await this.page.waitForTimeout(50);
    }
    return [`the page is left as ${now}`];
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }

  private async fingers(spots: readonly Spot[], heldMs = 0): Promise<void> {
    if (spots.length === 0) return;
    const touchPoints = spots.map(({ x, y }, id) => ({ x, y, id }));
    await this.devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    if (heldMs > 0) await this.page.waitForTimeout(heldMs);
    await this.devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  private async spread({ x, y }: { readonly x: number; readonly y: number }, from: number, to: number): Promise<void> {
    const fingers = (apart: number) => [-1, 1].map((side, id) => ({ x: x + side * apart, y, id }));
    await this.devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(from) });
    for (let step = 1; step <= 6; step += 1) {
      const touchPoints = fingers(from + ((to - from) * step) / 6);
      await this.devices.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
    }
    await this.devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  private async wipe(
    from: { readonly x: number; readonly y: number },
    to: { readonly x: number; readonly y: number },
  ): Promise<void> {
    const at = (step: number) => [
      { x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6, id: 0 },
    ];
    await this.devices.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let step = 1; step <= 6; step += 1) {
      await this.devices.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
    }
    await this.devices.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}
