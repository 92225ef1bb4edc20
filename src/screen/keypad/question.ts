import type { View } from '../view.ts';

/** What is being asked; two screens ask a second thing in the place of the first, and some things lie over them. */
export function questionOf(view: View): string {
  if (view.countdown) return 'countdown';
  if (view.panel !== 'none') return `panel ${view.panel}`;
  if (view.screen === 'subsidy' || view.screen === 'staff') return `${view.screen} ${view.state}`;
  return view.screen === 'card-number' && view.state === 'asking' ? 'card-number asking' : view.screen;
}
