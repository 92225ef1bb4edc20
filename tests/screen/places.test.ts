import { describe, expect, test } from 'vitest';
import { sampleNames, sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { numberedIn, placesIn, rowsOf, startIn } from '../../src/screen/keypad/places.ts';

describe.each(sampleNames)('%s', (name) => {
  const view = { ...sampleView(name, 'ja'), keys: { at: null } };
  const rows = rowsOf(view).map(({ stem }) => stem);

  test('everything that may be pressed is reached by stepping, once', () => {
    const places = placesIn(view);
    expect(new Set(places).size).toBe(places.length);
    const below = view.countdown ? ['more-time', 'cancel'] : view.actions;
    expect(places.filter((place) => !rows.includes(place)).toSorted()).toEqual(
      view.actions.filter((action) => below.includes(action)).toSorted(),
    );
  });

  test('a number chooses what may be pressed, and the beginning is a place or the question', () => {
    for (const action of numberedIn(view)) expect(view.actions).toContain(action);
    const start = startIn(view);
    if (start !== null) expect(placesIn(view)).toContain(start);
  });
});
