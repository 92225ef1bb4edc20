import { setTimeout as sleep } from 'node:timers/promises';
import type { TriedKiosk } from '../triedKiosk.ts';
import { minute } from './group.ts';

const lookMs = 20;
export const cutMs = 25 * minute;

/**
 * Looks at the disk from outside until it is the moment, and pulls the plug.
 *
 * @param ended says how that ended during which the moment comes; once it has, there is no moment any more
 */
export async function cutWhen(
  kiosk: TriedKiosk,
  isMoment: () => boolean,
  ended: () => string | undefined,
): Promise<void> {
  while (!isMoment()) {
    const end = ended();
    if (end !== undefined) throw new Error(`the moment did not come: ${end}`);
    await sleep(lookMs);
  }
  await kiosk.cutPower();
}

/** How long from now until there is no moment any more. */
export function within(limitMs: number): () => string | undefined {
  const end = performance.now() + limitMs;
  return () => (performance.now() > end ? `not within ${limitMs / minute} minutes` : undefined);
}
