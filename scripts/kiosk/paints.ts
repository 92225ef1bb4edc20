import type { Page } from 'playwright-core';

/**
 * JavaScript for a page, before its app runs: notes when the frame was on the glass that first showed each screen, and
 * when any page at all was there (`bare`). Milliseconds since the epoch.
 */
export const notePaints = `
  window.paintedAt = {};
  window.afterPaint = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { then(); port1.close(); };
    requestAnimationFrame(() => port2.postMessage(null));
  };
  addEventListener('DOMContentLoaded', () => afterPaint(() => { window.paintedAt.bare ??= Date.now(); }));
  const Line = window.WebSocket;
  window.WebSocket = class extends Line {
    constructor(...where) {
      super(...where);
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') return;
        const { screen } = JSON.parse(data).view;
        afterPaint(() => { window.paintedAt[screen] ??= Date.now(); });
      });
    }
  };
`;

/** Waits until it was painted; when that was, milliseconds since the epoch. The page carries {@link notePaints}. */
export async function paintOf(page: Page, what: string): Promise<number> {
  while (!(await page.evaluate(`'${what}' in window.paintedAt`))) await page.waitForTimeout(5);
  return (await page.evaluate(`window.paintedAt['${what}']`)) as number;
}
