import type { WrittenDay } from '../shape/writtenDay.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** A day, as it is written in this language. */
export const writtenDay = ({ year, month, day }: WrittenDay): string => `${two(day)}/${two(month)}/${year}`;
