import { z } from 'zod';

/**
 * A key of the configuration: its default, its range (the schema itself), what it is and why one would change it.
 * The JSON Schema for editors and the documentation are made from this.
 */
export function key<S extends z.ZodType>(schema: S, fallback: z.output<S>, description: string, reason: string) {
  return schema.prefault(fallback as z.input<S>).meta({ description: `${description} ${reason}`, default: fallback });
}

/** A section whose keys all have defaults, so that it may be left out whole. */
export function section<T extends z.ZodRawShape>(shape: T, description: string) {
  return z
    .strictObject(shape)
    .prefault({} as never)
    .meta({ description });
}

/** An HTTP address, or nothing. */
export const addressOrNone = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);
