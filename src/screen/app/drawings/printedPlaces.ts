import type { NumberBPart } from '../../view.ts';

/**
 * Where the three numbers stand on the front of the card, millimetres from its top left corner. Rough on purpose: a
 * drawing to find them by, as the print lies on every card.
 */
export const printedPlaces: Readonly<Record<NumberBPart, { x: number; y: number; width: number; height: number }>> = {
  birth: { x: 28, y: 18.8, width: 31, height: 6.6 },
  expiry: { x: 28, y: 28.2, width: 36, height: 6.6 },
  code: { x: 27, y: 44.6, width: 13, height: 6.6 },
};

/** ID-1, millimetres. */
export const drawnCard = { width: 85.6, height: 54 } as const;
