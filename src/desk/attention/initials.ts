import { z } from 'zod';

/** As many letters as initials have, and fewer than a patient's name. */
export const mostInitials = 3;

/** Initials as somebody types them, in any width; empty where they left it to the account. */
export const initialsSchema = z
  .string()
  .max(20)
  .transform((text) => text.normalize('NFKC').replaceAll(/[\s.]/g, ''))
  .pipe(z.string().regex(new RegExp(`^\\p{L}{0,${mostInitials}}$`, 'u')))
  .default('');

/** What somebody signs with who has not chosen: `HS` for Hanako Sato, 花子 for 受付　花子. */
export function initialsOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const isLatin = words.every((word) => /^\p{Script=Latin}/u.test(word));
  const letters = isLatin ? words.map(([first = '']) => first.toUpperCase()).join('') : last;
  return [...letters].slice(0, isLatin ? mostInitials : 2).join('');
}
