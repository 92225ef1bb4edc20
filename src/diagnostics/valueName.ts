import type { Check, CheckMeasure } from './check.ts';

/** What a value is called, and how it is measured; undefined where no check has such a measure. */
export interface NamedValue {
  /** Japanese. */
  readonly says: string;
  readonly measure: CheckMeasure | undefined;
}

/** @param name of a check's `values`: that of a measure, or which of several and a measure (`webhook.tcp`) */
export function namedValue(check: Pick<Check, 'measures' | 'which'> | undefined, name: string): NamedValue {
  const at = name.lastIndexOf('.');
  const [which, last] = [name.slice(0, Math.max(0, at)), name.slice(at + 1)];
  const measure = check?.measures[last];
  return { says: [check?.which?.[which] ?? which, measure?.says ?? last].filter(Boolean).join(' '), measure };
}
