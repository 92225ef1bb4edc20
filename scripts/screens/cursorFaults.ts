import { z } from 'zod';
import { placesIn } from '../../src/screen/keypad/places.ts';
import type { View } from '../../src/screen/view.ts';
import type { StillPage } from './stillPage.ts';

const cursors = z.array(z.string());

/** In the page: the name of the place that has the focus, where it and its ring are seen; otherwise why not. */
const whereIsTheCursor = `(() => {
  const at = document.activeElement;
  if (!at.checkVisibility({ visibilityProperty: true })) return 'on another page';
  const { left, top, right, bottom, width, height } = at.getBoundingClientRect();
  if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1) return 'outside the screen';
  if (!at.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return 'covered';
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  if (outlineStyle !== 'solid' || Number.parseFloat(outlineWidth) < 4) return 'without a ring';
  return at.dataset.action ?? at.dataset.place ?? at.tagName;
})()`;

/** Where the cursor of the keys may stand on this view, but for the languages. */
export function cursorPlaces(view: View): readonly string[] {
  return placesIn(view).filter((each) => !each.startsWith('language.'));
}

/**
 * The `places` of this view at which the cursor of the keys is not seen, and why not.
 *
 * @param way `some` where it is known that the cursor comes to each place of this state, and only how it is seen there is not
 */
export async function cursorFaults(
  still: StillPage,
  view: View,
  places = cursorPlaces(view),
  way: 'each' | 'some' = 'each',
): Promise<readonly string[]> {
  const lay = way === 'each' ? still.layAtEach : still.layAtSome;
  const seen = cursors.parse(await lay(view, places, whereIsTheCursor));
  return places.flatMap((place, at) => (seen[at] === place ? [] : [`the cursor at ${place} is not seen: ${seen[at]}`]));
}
