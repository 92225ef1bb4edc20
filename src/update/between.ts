import { setTimeout as sleep } from 'node:timers/promises';

const everyMs = 2_000;
const answerWithinMs = 5_000;

/** Waits until the kiosk on this machine serves nobody; at once where none answers. @param opsUrl of `/healthz` */
export async function untilFree(opsUrl: string, onWaiting: () => void): Promise<void> {
  for (let told = false; !(await isFree(opsUrl)); told = true) {
    if (!told) onWaiting();
    await sleep(everyMs);
  }
}

async function isFree(opsUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('healthz', opsUrl), { signal: AbortSignal.timeout(answerWithinMs) });
    const health: unknown = await answer.json();
    return !(typeof health === 'object' && health !== null && 'free' in health && health.free === false);
  } catch {
    return true;
  }
}
