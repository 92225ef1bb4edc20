import type { Page } from 'playwright-core';
import { z } from 'zod';
import { cursorFaults, cursorPlaces } from '../../screens/cursorFaults.ts';
import { beforeView, contrastFaultsNow, layoutFaultsAt, mostPages, turnPage } from '../../screens/seenPages.ts';
import type { StillPage } from '../../screens/stillPage.ts';
import { Axe } from './axe.ts';
import { type Look, viewOf } from './looks.ts';
import { type Standing, standingSchema, whatStands } from './standing.ts';

const texts = z.array(z.string());

/**
 * Looks at one look after the other. What stands there as it has stood before, to the pixel, is as good as it was: it is
 * not looked at again. So a look that differs from another in its colours alone is looked at for colours, and one that
 * only must not move (calm), in a page in which nothing moves, is seen to be the same.
 */
export class Examiner {
  private readonly axe = new Axe();
  /** Pages that were good where things are, and those that were good in their colours too. */
  private readonly places = new Set<string>();
  private readonly pages = new Set<string>();
  /** Places of each screen at which the ring of the cursor was seen in a contrast. */
  private readonly rings = new Set<string>();
  /** States in which the cursor was brought to each place by the keys' own way, in one language. */
  private readonly walked = new Set<string>();

  /** Makes a page ready to be looked at. */
  async open(page: Page): Promise<void> {
    await this.axe.open(page);
  }

  /** Everything wrong with a look, on each of its pages: layout, contrast, targets, what axe says, a cursor not seen. */
  async faultsOf(still: StillPage, look: Look): Promise<readonly string[]> {
    const view = viewOf(look);
    const faults: string[] = [];
    const seen: { readonly place: string; readonly page: string }[] = [];
    let standing = standingSchema.parse(await still.layAll([beforeView(view), view], whatStands));
    for (let at = 1; ; at += 1) {
      // The rules for large words are others.
      const place = `${look.layout} ${view.settings.text} ${standing.geometry}`;
      const page = `${place} ${standing.colours}`;
      seen.push({ place, page });
      if (!this.pages.has(page)) {
        const found = await this.faultsOn(still.page, standing, place, view.settings.text);
        faults.push(...found.map((fault) => `page ${at}: ${fault}`));
      }
      if (standing.isLast || view.countdown) break;
      if (at === mostPages) {
        faults.push(`more than ${mostPages} pages`);
        break;
      }
      standing = standingSchema.parse(
        await still.page.evaluate(`(async () => { ${turnPage} return ${whatStands}; })()`),
      );
    }
    const ring = (place: string): string => `${view.settings.contrast} ${view.screen} ${place}`;
    // Where things are as they were, only the ring may be another.
    const isPlaced = seen.every(({ place }) => this.places.has(place));
    const isSeen = seen.every(({ page }) => this.pages.has(page));
    const cursors = cursorPlaces(view).filter((place) => !isPlaced || (!isSeen && !this.rings.has(ring(place))));
    const walk = `${look.state} ${look.layout} ${look.mode}`;
    const way = this.walked.has(walk) ? 'some' : 'each';
    if (cursors.length > 0) faults.push(...(await cursorFaults(still, view, cursors, way)));
    if (faults.length > 0) return faults;
    if (cursors.length > 0) this.walked.add(walk);
    for (const place of cursors) this.rings.add(ring(place));
    for (const { place, page } of seen) {
      this.places.add(place);
      this.pages.add(page);
    }
    return [];
  }

  private async faultsOn(
    page: Page,
    standing: Standing,
    place: string,
    text: Parameters<typeof layoutFaultsAt>[0],
  ): Promise<readonly string[]> {
    const layout = this.places.has(place) ? '[]' : layoutFaultsAt(text);
    const own = texts.parse(await page.evaluate(`[...${layout}, ...${contrastFaultsNow}]`));
    return [...own, ...standing.headings, ...(await this.axe.violations(page, standing))];
  }
}
