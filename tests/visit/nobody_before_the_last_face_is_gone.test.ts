import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openQuickKiosk, people } from '../support/visit/quickKiosk.ts';
import { sampleSettings } from '../support/visit/visitSamples.ts';

/** As long as a clearing up is given, and some more: what must not happen happens at the end of it. */
const pastTheLimitMs = 6_500;

/** Only tells what never happens from what takes long on a busy machine. */
const patience = { timeout: 20_000 } as const;

test('a visit does not begin before the last face is zeroed, however long that takes', async () => {
  let zeroed = (): void => undefined;
  const pending = new Promise<void>((resolve) => {
    zeroed = resolve;
  });
  const kiosk = await openQuickKiosk(sampleSettings, { face: { forget: () => pending } });
  onTestFinished(() => kiosk.close());
  const screen = () => kiosk.screen.view().screen;

  await kiosk.card.insert(person('sato-ichiro'));
  await expect.poll(screen, patience).toBe('method');
  await kiosk.card.remove();
  await kiosk.card.insert(person('yamada-hanako'));
  await delay(pastTheLimitMs);
  expect(kiosk.screen.view()).toMatchObject({ screen: 'out-of-service', code: 'U-216' });

  zeroed();
  await expect.poll(screen, patience).toBe('method');
});

test('zeroing that fails is tried again, and nobody is served meanwhile', async () => {
  let tries = 0;
  const forget = async (): Promise<void> => {
    tries += 1;
    if (tries <= 2) throw new Error('the engine broke');
  };
  const kiosk = await openQuickKiosk(sampleSettings, { face: { forget } });
  onTestFinished(() => kiosk.close());
  const screen = () => kiosk.screen.view().screen;

  await kiosk.card.insert(person('sato-ichiro'));
  await expect.poll(screen, patience).toBe('method');
  await kiosk.card.remove();
  await expect.poll(screen, patience).toBe('out-of-service');
  await kiosk.card.insert(person('yamada-hanako'));
  await delay(1_000);
  expect(screen()).toBe('out-of-service');
  await expect.poll(screen, patience).toBe('method');
  expect(tries).toBe(3);
});

function person(id: string) {
  const found = people.find((each) => each.id === id);
  if (!found) throw new Error(`no fixture person ${id}`);
  return found;
}
