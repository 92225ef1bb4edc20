import type { WrittenDay } from '../shape/writtenDay.ts';

/** A day, as it is written in this language. */
export const writtenDay = ({ year, month, day }: WrittenDay): string => `${day}/${month}/${year}`;
