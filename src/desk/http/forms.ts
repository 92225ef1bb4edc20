import { z } from 'zod';

/** A form's fields by name; a name that comes several times has all its values. */
export function formFields(text: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** `true` or `false` in JSON; there or not there in a form. */
export const tick = z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false);

/** A list in JSON; none, one or several of a name in a form. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.union([z.array(item), item.transform((one) => [one])]).default([]);
}

/** Digits somebody may have typed in full width, with blanks or dashes between. */
export function digits(length: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFKC').replaceAll(/[\s‐－-]/g, ''))
    .pipe(z.string().regex(new RegExp(`^\\d{${length}}$`)));
}
