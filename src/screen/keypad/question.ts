import type { View } from '../view.ts';
import { rowsOf } from './places.ts';

/** What is being asked; two screens ask a second thing in the place of the first, and some things lie over them. */
export function questionOf(view: View): string {
  if (view.countdown) return 'countdown';
  if (view.panel !== 'none') return `panel ${view.panel}`;
  if (view.screen === 'subsidy' || view.screen === 'staff') return `${view.screen} ${view.state}`;
  return view.screen === 'card-number' && view.state === 'asking' ? 'card-number asking' : view.screen;
}

/** The same, and in a list which rows are open: once one is answered another is asked. */
export function askedIn(view: View): string {
  const open = rowsOf(view).filter(({ answer }) => answer === null);
  return [questionOf(view), ...open.map(({ stem }) => stem)].join(' ');
}

/**
 * Nobody answers a question sooner than this after it came up: a press so soon was meant for the question before, by a
 * hand that trembles, by two fingers at once, or by somebody who does not wait. Milliseconds.
 */
export const unreadMs = 300;
