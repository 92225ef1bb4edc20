import type { Page } from 'playwright-core';

/** What a browser took from what somebody did to the frame in which it is seen, milliseconds each. */
export interface Seen {
  readonly key: readonly number[];
  readonly filter: readonly number[];
  readonly scroll: readonly number[];
}

/** How long one arrival took, milliseconds. */
export interface SeenArrival {
  /** From the page asking for the list to the frame that shows it. */
  readonly shown: number;
  /** Of that, until the kiosk had answered. */
  readonly answered: number;
  /** The longest time in which the page could do nothing else. */
  readonly blocked: number;
}

/**
 * Notes each key, press and turn of the wheel from the moment the browser had it (`timeStamp`) to the end of the next
 * frame: what comes by a message channel after a frame's callback comes when that frame is laid out and painted.
 */
const watcher = `(() => {
  const seen = { key: [], filter: [], scroll: [] };
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(0);
  }));
  const note = (kind) => (event) => void nextFrame().then((at) => seen[kind].push(at - event.timeStamp));
  addEventListener('keydown', note('key'), { capture: true });
  addEventListener('click', note('filter'), { capture: true });
  addEventListener('wheel', note('scroll'), { capture: true, passive: true });
  let blocked = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocked = Math.max(blocked, duration);
  }).observe({ entryTypes: ['longtask'] });
  globalThis.watched = {
    take: () => { const taken = { ...seen }; for (const kind in seen) seen[kind] = []; return taken; },
    settled: async () => { for (let frame = 0; frame < 6; frame += 1) await nextFrame(); },
    nextArrival: () => new Promise((resolve) => {
      blocked = 0;
      performance.clearResourceTimings();
      document.addEventListener('part-renewed', async function shown({ detail }) {
        if (detail !== 'arrivals') return;
        document.removeEventListener('part-renewed', shown);
        const at = await nextFrame();
        for (let frame = 0; frame < 10; frame += 1) await nextFrame();
        const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/fragments/arrivals')).at(-1);
        resolve({ shown: at - asked.startTime, answered: asked.responseEnd - asked.startTime, blocked });
      });
    }),
  };
})()`;

export async function watch(page: Page): Promise<void> {
  await page.evaluate(watcher);
}

export function taken(page: Page): Promise<Seen> {
  return page.evaluate<Seen>('watched.take()');
}

/** Until whatever the last act left to do is done. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('watched.settled()');
}

/** @param arrive what brings one about */
export async function seenArrival(page: Page, arrive: () => void): Promise<SeenArrival> {
  const seen = page.evaluate<SeenArrival>('watched.nextArrival()');
  await page.evaluate('0');
  arrive();
  return seen;
}
