import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../people.ts';
import { badChip } from './badChips/badChip.ts';
import type { ChipKind } from './badChips/chipKind.ts';
import { openDemoPki } from './demoPki.ts';
import { createVirtualCard, type VirtualCard } from './virtualCard.ts';
import { createVirtualPhone } from './virtualPhone.ts';

/** Where a slot takes a person's card from. */
export interface CardBox {
  /** @param chip what lies there under their name; the person's own card when absent */
  cardOf(person: Person, chip?: ChipKind): Promise<VirtualCard>;
}

/** The cards and phones of the fixture people, one each for as long as the process lives: a missed PIN stays missed. */
export interface CardAndPhoneBox extends CardBox {
  /** Throws for somebody without a phone. */
  readonly phones: CardBox;
}

/** Reads the chip photo of a person: JP2 bytes; undefined where there is none. */
export type ChipPhotoSource = (person: Person) => Uint8Array | undefined;

/** The chip photos that lie beside the people in `fixtures/people`. */
export function fixturePhotos(root: string): ChipPhotoSource {
  return ({ id }) => {
    const file = join(root, 'fixtures', 'people', id, 'chip.jp2');
    return existsSync(file) ? readFileSync(file) : undefined;
  };
}

export async function createCardBox(
  root: string,
  now: () => Date,
  photoOf: ChipPhotoSource = fixturePhotos(root),
): Promise<CardAndPhoneBox> {
  const pki = await openDemoPki(root, now());
  const own = oneForEach((person) => {
    const photo = person.card.photo ? photoOf(person) : undefined;
    return createVirtualCard({ person, pki, ...(photo && { photo }) });
  });
  return {
    cardOf: (person, chip = 'own') => (chip === 'own' ? own(person) : badChip(chip, person, pki)),
    phones: { cardOf: oneForEach((person) => createVirtualPhone(person, pki)) },
  };
}

function oneForEach(make: (person: Person) => Promise<VirtualCard>): (person: Person) => Promise<VirtualCard> {
  const made = new Map<string, Promise<VirtualCard>>();
  return (person) => {
    const own = made.get(person.id) ?? make(person);
    made.set(person.id, own);
    return own;
  };
}
