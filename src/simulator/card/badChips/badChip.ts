import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Person } from '../../people.ts';
import type { DemoPki } from '../demoPki.ts';
import { createVirtualCard, type VirtualCard } from '../virtualCard.ts';
import type { ChipKind } from './chipKind.ts';
import { codestreamOf, withLayersInTile } from './jpeg2000.ts';

/** Makes one; a new one each time, which nobody has met before. */
export function badChip(kind: Exclude<ChipKind, 'own'>, person: Person, pki: DemoPki): Promise<VirtualCard> {
  switch (kind) {
    case 'home-made':
      return homeMadeChip(person, pki);
    case 'photo-bomb':
      return createVirtualCard({ person, pki, photo: photoBomb() });
  }
}

/**
 * Holds the person's certificate, which anybody who once held the card may read. All else is the forger's own: the key
 * that signs and the issuer who vouches for it. Its PIN is whatever the forger types.
 */
async function homeMadeChip(person: Person, pki: DemoPki): Promise<VirtualCard> {
  const [key, issuer] = [ownKey(), ownKey()];
  return createVirtualCard({
    person,
    pki: { ...pki, cardFaceIssuerKey: issuer, keyOf: () => key },
    photo: codestreamOf({ width: 240, height: 320 }),
  });
}

/** Passes for a picture of 1,024 × 1,024 until its only tile asks for 65,535 layers of tiny precincts. */
function photoBomb(): Buffer {
  return withLayersInTile(codestreamOf({ width: 1_024, height: 1_024 }));
}

function ownKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}
