import { cursorFaults } from '../../screens/cursorFaults.ts';
import { faultsOf } from '../../screens/seenPages.ts';
import type { StillPage } from '../../screens/stillPage.ts';
import type { Axe } from './axe.ts';
import { type Look, viewOf } from './looks.ts';

/** Everything wrong with one look, on each of its pages: layout, contrast, targets, what axe says, a cursor that is not seen. */
export async function examined(still: StillPage, axe: Axe, look: Look): Promise<readonly string[]> {
  const view = viewOf(look);
  const byAxe: string[] = [];
  const own = await faultsOf(still, view, async (page) => {
    byAxe.push(...(await axe.violations()).map((fault) => `page ${page}: ${fault}`));
  });
  return [...own, ...byAxe, ...(await cursorFaults(still, view))];
}
