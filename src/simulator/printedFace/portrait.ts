import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../people.ts';

/** The portrait that is printed on a fixture person's card, as {@link drawFace} takes it; nothing where there is none. */
export function portraitOf(
  { id, card }: Pick<Person, 'id' | 'card'>,
  root: string,
): { readonly portrait?: Uint8Array } {
  const file = join(root, 'fixtures', 'people', id, 'frame-1.jpg');
  return card.photo && existsSync(file) ? { portrait: readFileSync(file) } : {};
}
