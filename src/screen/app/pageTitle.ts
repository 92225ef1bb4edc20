import { withoutReadings } from '../../kernel/furigana.ts';
import type { View } from '../view.ts';
import type { ScreenWords } from '../words/words.ts';

/**
 * The page's title: where the patient is, then whose page it is. A screen reader says it first, and the window carries
 * it, so it holds what the screen is about and nothing of the patient or of what they type.
 */
export function pageTitle(view: View, words: ScreenWords): string {
  const where = whereIn(view, words);
  return withoutReadings(where === undefined ? words.reception : `${where} - ${words.reception}`);
}

function whereIn(view: View, words: ScreenWords): string | undefined {
  if (view.step !== null) return words.steps[view.step];
  if (view.screen === 'take-card') return words.takeCard.title;
  if (view.screen === 'problem' || view.screen === 'out-of-service') return view.title[view.language];
  return undefined;
}
