import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../people.ts';
import { openDemoPki } from './demoPki.ts';
import { createVirtualCard, type VirtualCard } from './virtualCard.ts';

/** The cards of the fixture people, one each for as long as the process lives: a missed PIN stays missed. */
export interface CardBox {
  cardOf(person: Person): Promise<VirtualCard>;
}

/** Reads the chip photo of a person: JP2 bytes. */
export type ChipPhotoSource = (person: Person) => Uint8Array;

/** The chip photos that lie beside the people in `fixtures/people`. */
export function fixturePhotos(root: string): ChipPhotoSource {
  return ({ id }) => readFileSync(join(root, 'fixtures', 'people', id, 'chip.jp2'));
}

export async function createCardBox(
  root: string,
  now: () => Date,
  photoOf: ChipPhotoSource = fixturePhotos(root),
): Promise<CardBox> {
  const pki = await openDemoPki(root, now());
  const cards = new Map<string, Promise<VirtualCard>>();
  return {
    cardOf(person) {
      const made =
        cards.get(person.id) ??
        createVirtualCard({ person, pki, ...(person.card.photo && { photo: photoOf(person) }) });
      cards.set(person.id, made);
      return made;
    },
  };
}
