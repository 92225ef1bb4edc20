import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CardBox } from '../../../src/simulator/card/cardBox.ts';
import { fixturePhotos } from '../../../src/simulator/card/cardBox.ts';
import { openDemoPki } from '../../../src/simulator/card/demoPki.ts';
import { createVirtualCard } from '../../../src/simulator/card/virtualCard.ts';
import type { Person } from '../../../src/simulator/people.ts';
import { root } from './cardRig.ts';

const ownKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/**
 * Home-made chips. Each holds the certificate of whoever it is laid down for, which anybody who once held the card may
 * read; everything else is the forger's own: the key that signs, the photo, four items in the victim's words, and an
 * issuer who vouches for all of it. Its PIN is whatever the forger types.
 */
export async function forgedCards(forger: Person): Promise<CardBox> {
  const pki = await openDemoPki(root, new Date());
  const [key, issuer] = [ownKey(), ownKey()];
  const photo = fixturePhotos(root)(forger);
  return {
    cardOf: (victim) =>
      createVirtualCard({
        person: victim,
        pki: { ...pki, cardFaceIssuerKey: issuer, keyOf: () => key },
        ...(photo && { photo }),
      }),
  };
}

/** The other home-made thing: a relay to the bearer's own genuine front, with the victim's certificate before it. */
export async function cardsWithCopiedCertificate(victim: Person): Promise<CardBox> {
  const pki = await openDemoPki(root, new Date());
  const certificate = await pki.issueFor(victim, 'card');
  return {
    cardOf: (person) => {
      const photo = fixturePhotos(root)(person);
      return createVirtualCard({ person, pki, certificate, ...(photo && { photo }) });
    },
  };
}
