import type { CheckMeasure, Value } from './check.ts';

/** A value as people read it, in Japanese, with its unit; empty where there is none. */
export function shownValue(value: Value, { unit = '', words }: Pick<CheckMeasure, 'unit' | 'words'> = {}): string {
  if (value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  const text = typeof value === 'number' ? String(Math.round(value * 100) / 100) : (words?.[value] ?? value);
  return `${text}${unit && ` ${unit}`}`;
}
