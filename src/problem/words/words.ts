import type { ja } from './ja.ts';

export type TitleName = keyof typeof ja.titles;
export type AdviceName = keyof typeof ja.advice;

/** What patients read of errors, in one language. */
export interface ProblemWords {
  readonly titles: Readonly<Record<TitleName, string>>;
  readonly advice: Readonly<Record<AdviceName, string>>;
}
