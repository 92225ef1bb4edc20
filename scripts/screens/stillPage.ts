import type { Browser, Page } from 'playwright-core';
import { serverMessageSchema, type View } from '../../src/screen/view.ts';
import { type Layout, layouts } from './screenPreviewBrowser.ts';

/** Stands in the page where the line to the process would be: what it says is put in by hand, and nobody listens. */
const lineByHand = `
  window.WebSocket = class {
    constructor() { window.line = this; }
    close() {}
  };`;

/** Until what was said stands there, whether or not it is painted yet. */
const laidOut = 'new Promise((done) => setTimeout(done))';

/** Until what was said is painted. */
const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** A page of the patient screen in which nothing moves: what is measured must not be on its way somewhere. */
export interface StillPage {
  readonly page: Page;
  /** What the page complained about on its console. */
  readonly complaints: readonly string[];
  /** Puts a view, and for the live picture of a face one JPEG, straight into the page; painted when it resolves. */
  show(view: View, jpeg?: Buffer): Promise<void>;
  /** Puts a view into the page and does not wait for the frame: enough for whoever measures where things stand. */
  lay(view: View): Promise<void>;
  /** Lays one view after the other; what `look`, an expression in the page, makes of the last. One way there and back. */
  layAll(views: readonly View[], look: string): Promise<unknown>;
  /**
   * Lays a view with the cursor of the keys at one place after the other; what `look`, an expression in the page, makes of
   * each. One way there and back for all.
   */
  layAtEach(view: View, places: readonly string[], look: string): Promise<unknown>;
  /**
   * The same with fewer views: where the cursor's page is up, what else of `places` is on it is given the focus by hand. A
   * place of which `look` does not say the name then is laid like the first.
   */
  layAtSome(view: View, places: readonly string[], look: string): Promise<unknown>;
}

/** Opens the screen at `url` on a panel of this kind. */
export async function openStillPage(browser: Browser, url: string, layout: Layout): Promise<StillPage> {
  const page = await browser.newPage({ viewport: layouts[layout], reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.addInitScript(lineByHand);
  await page.goto(url);
  await page.waitForFunction('"line" in window && window.line.onmessage');
  const messageOf = (view: View): string => JSON.stringify(serverMessageSchema.parse({ type: 'view', view }));
  const say = async (view: View, until: string): Promise<void> => {
    const message = messageOf(view);
    await page.evaluate(`window.line.onmessage({ data: ${JSON.stringify(message)} }); ${until}`);
  };
  return {
    page,
    complaints,
    lay: (view) => say(view, laidOut),
    layAll: (views, look) =>
      page.evaluate(`(async () => {
        for (const data of ${JSON.stringify(views.map(messageOf))}) {
          window.line.onmessage({ data });
          await ${laidOut};
        }
        return ${look};
      })()`),
    layAtEach: (view, places, look) =>
      page.evaluate(`(async () => {
        const seen = [];
        const message = ${messageOf({ ...view, keys: { at: places[0] ?? null } })};
        for (const at of ${JSON.stringify(places)}) {
          message.view.keys = { at };
          window.line.onmessage({ data: JSON.stringify(message) });
          await ${laidOut};
          seen.push(${look});
        }
        return seen;
      })()`),
    layAtSome: (view, places, look) =>
      page.evaluate(`(async () => {
        const seen = new Map();
        const message = ${messageOf({ ...view, keys: { at: places[0] ?? null } })};
        for (const at of ${JSON.stringify(places)}) {
          if (seen.has(at)) continue;
          message.view.keys = { at };
          window.line.onmessage({ data: JSON.stringify(message) });
          await ${laidOut};
          seen.set(at, ${look});
          for (const other of ${JSON.stringify(places)}) {
            if (seen.has(other)) continue;
            const named = document.querySelectorAll(\`[data-action="\${other}"], [data-place="\${other}"]\`);
            const place = [...named].find((each) => !each.closest('[inert], .unseen'));
            if (!place?.checkVisibility({ visibilityProperty: true })) continue;
            place.focus({ preventScroll: true, focusVisible: true });
            if (${look} === other) seen.set(other, other);
          }
        }
        return ${JSON.stringify(places)}.map((place) => seen.get(place));
      })()`),
    async show(view, jpeg) {
      await say(view, painted);
      if (!jpeg) return;
      const bytes = JSON.stringify([...jpeg]);
      await page.evaluate(`window.line.onmessage({ data: new Blob([new Uint8Array(${bytes})]) })`);
      await page.waitForSelector('.mirror-live');
    },
  };
}
