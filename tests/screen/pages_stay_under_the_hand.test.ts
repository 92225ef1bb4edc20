import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Layout, layouts } from '../../scripts/screens/screenPreviewBrowser.ts';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { openStillPage, type StillPage } from '../../scripts/screens/stillPage.ts';
import type { View } from '../../src/screen/view.ts';
import { screenInBrowser } from '../support/browser/screenInBrowser.ts';

/*
 * Where words are large a screen has pages, and what comes up on it meanwhile (the face is ready, staff may be asked)
 * moves its parts to other pages. What the patient is at must not be turned away from under the finger.
 */

const screen = screenInBrowser();

/** A screen as it comes up first, and with what may be pressed besides a moment later. */
const grows = {
  pin: { key: 'pin.digit.8', later: ['method.face', 'method.staff'] },
  method: { key: 'method.pin', later: ['method.staff'] },
} as const;

describe.each(Object.keys(layouts) as Layout[])('%s', (layout) => {
  let still: StillPage;

  beforeAll(async () => {
    still = await openStillPage(screen.browser, screen.preview.url, layout);
  });

  afterAll(() => still.page.close());

  const large = (name: string, without: readonly string[] = []): View => {
    const view = sampleView(name, 'ja');
    const actions = view.actions.filter((action) => !without.includes(action));
    return { ...view, actions, settings: { ...view.settings, text: 200 } } as View;
  };

  /** Turns pages until it is seen. */
  async function turnTo(action: string): Promise<void> {
    const key = still.page.locator(`[data-action="${action}"]`);
    while (!(await key.isVisible())) await still.page.locator('[data-action="page.next"]:not([disabled])').click();
  }

  test.each(Object.entries(grows))('%s: what was turned to stays when more comes up', async (name, { key, later }) => {
    for (const [before, after] of [
      [later, []],
      [[], later],
    ]) {
      await still.show(large('reading'));
      await still.show(large(name, before));
      await turnTo(key);
      await still.show(large(name, after));
      expect(await still.page.locator(`[data-action="${key}"]`).isVisible()).toBe(true);
    }
  });

  test('a pad that is typed on stays, whatever is said above it', async () => {
    await still.show(large('reading'));
    await still.show(large('pin-wrong'));
    await turnTo('pin.digit.2');
    await still.page.locator('[data-action="pin.digit.2"]').click();
    await still.show({ ...large('pin-wrong'), digitsTyped: 1 } as View);
    expect(await still.page.locator('[data-action="pin.digit.2"]').isVisible()).toBe(true);
  });

  test('keys and the places of what is typed stand on one page', async () => {
    for (const name of ['pin', 'pin-phone', 'pin-wrong', 'staff-typing', 'card-number']) {
      await still.show(large('reading'));
      await still.show(large(name));
      await turnTo('pin.digit.0');
      expect(await still.page.locator('.places, .number-parts').first().isVisible(), name).toBe(true);
    }
  });
});
