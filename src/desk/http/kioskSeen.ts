import type { KioskNow } from '../ports.ts';

/** The kiosk's state without anything of the person at it: what may stand on a screen that others see. */
export type KioskSeen = Omit<KioskNow, 'card'>;

export function kioskSeen({ card: _card, ...seen }: KioskNow): KioskSeen {
  return seen;
}
