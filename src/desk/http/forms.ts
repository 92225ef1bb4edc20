import { z } from 'zod';

/** A form that says something twice, where nobody could tell which one is meant. */
class RepeatedField extends Error {
  readonly statusCode = 400;
}

/**
 * A form's fields by name. A name comes once; one that ends in `[]` is a list and is found under the name before it.
 * Throws, as the parser of a request does, for a name that comes again.
 */
export function formFields(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const listed = name.endsWith('[]');
    const key = listed ? name.slice(0, -2) : name;
    const before = fields.get(key);
    if (listed && Array.isArray(before)) before.push(value);
    else if (before === undefined) fields.set(key, listed ? [value] : value);
    else throw new RepeatedField();
  }
  return Object.fromEntries(fields);
}

/** `true` or `false` in JSON; there or not there in a form. */
export const tick = z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false);

/** Digits somebody may have typed in full width, with blanks or dashes between. */
export function digits(length: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFKC').replaceAll(/[\s‐－-]/g, ''))
    .pipe(z.string().regex(new RegExp(`^\\d{${length}}$`)));
}
