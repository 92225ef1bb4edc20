import type { WrittenDay } from '../shape/writtenDay.ts';

/** A day, as it is written in this language. */
export const writtenDay = ({ year, month, day }: WrittenDay): string => `${year}년 ${month}월 ${day}일`;
