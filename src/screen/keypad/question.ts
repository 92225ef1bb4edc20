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
 * Nobody has seen a question that came up more recently than this: a press so soon was meant for the one before, by two
 * fingers at once. Milliseconds.
 */
export const unseenMs = 60;

/**
 * A hand that trembles presses twice: the same key so soon after itself does not answer what has come up in between.
 * Milliseconds; on glass the browser counts such taps itself.
 */
export const trembleMs = 300;
