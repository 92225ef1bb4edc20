import { z } from 'zod';

/**
 * How long the fields of a record are kept, in days. After that they are wiped; time, event and place in the chain
 * stay. Five years is what the law asks of a medical record (医師法 24条); three, our own choice for what a machine did.
 */
export const retentionDays = { patients: 1_827, operation: 1_096, trail: Number.POSITIVE_INFINITY } as const;

export type Retention = keyof typeof retentionDays;

/** One event of the trail. */
export interface EventEntry {
  readonly fields: z.ZodObject;
  readonly meaning: { readonly en: string; readonly ja: string };
  readonly keep: Retention;
}

/** @param en what happened, for developers; `ja` for staff */
export function event<const T extends z.ZodRawShape>(keep: Retention, en: string, ja: string, shape: T) {
  return { keep, meaning: { en, ja }, fields: z.strictObject(shape) } as const;
}
