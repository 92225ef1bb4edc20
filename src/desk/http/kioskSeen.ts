import type { KioskNow } from '../ports.ts';

/** The kiosk's state without anything of the person at it: what may stand on a screen that others see. */
export type KioskSeen = Omit<KioskNow, 'card'>;

export function kioskSeen({ visit, screen, needs, problem, since, outage, alerts, differs }: KioskNow): KioskSeen {
  return { visit, screen, needs, problem, since, outage, alerts, differs };
}
