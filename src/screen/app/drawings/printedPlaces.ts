import type { View } from '../../view.ts';

/** One of the three numbers that are printed in three places. */
export type NumberPart = Extract<View, { screen: 'card-number' }>['part'];

/** In the order of typing, which is that of the numbers in the drawing. */
export const numberParts = ['birth', 'expiry', 'code'] as const satisfies readonly NumberPart[];

/**
 * Where the three numbers stand on the front of the card, millimetres from its top left corner. Rough on purpose: a
 * drawing to find them by, as the print lies on every card.
 */
export const printedPlaces: Readonly<Record<NumberPart, { x: number; y: number; width: number; height: number }>> = {
  birth: { x: 28, y: 18.8, width: 31, height: 6.6 },
  expiry: { x: 28, y: 28.2, width: 36, height: 6.6 },
  code: { x: 27, y: 44.6, width: 13, height: 6.6 },
};

/** ID-1, millimetres. */
export const drawnCard = { width: 85.6, height: 54 } as const;
