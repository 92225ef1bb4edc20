import type { Page } from 'playwright-core';

/**
 * Processor time of the page's main thread so far, milliseconds: script, style, layout and painting. Unlike what a clock
 * says it hardly grows when others use the machine too.
 */
export async function busyTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
}
