import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CardBox } from '../../../src/simulator/card/cardBox.ts';
import { fixturePhotos } from '../../../src/simulator/card/cardBox.ts';
import { cardFaceApplication } from '../../../src/simulator/card/cardFaceApplication.ts';
import { openDemoPki } from '../../../src/simulator/card/demoPki.ts';
import { jpkiApplication } from '../../../src/simulator/card/jpkiApplication.ts';
import { textInputApplication } from '../../../src/simulator/card/textInputApplication.ts';
import { createVirtualCard, VirtualCard } from '../../../src/simulator/card/virtualCard.ts';
import type { Person } from '../../../src/simulator/people.ts';
import { photoOf, root } from './cardRig.ts';

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

/** Every file of the victim's own card, in a chip that does not have the key its front was signed for. */
export async function copiedCards(): Promise<CardBox> {
  const pki = await openDemoPki(root, new Date());
  return {
    cardOf: async (person) => {
      const contents = {
        person,
        photo: photoOf(person),
        cardKey: pki.keyOf(person.id),
        issuerKey: pki.cardFaceIssuerKey,
      };
      const { pin, pinTriesLeft } = person.card;
      const certificate = await pki.issue(person.id);
      const { authorityCertificate } = pki;
      return new VirtualCard(Uint8Array.of(0x3b), [
        jpkiApplication({
          certificate,
          authorityCertificate,
          signatureCertificate: undefined,
          key: ownKey(),
          pin,
          pinTriesLeft,
        }),
        { ...(await cardFaceApplication(contents)), key: ownKey() },
        textInputApplication(contents),
      ]);
    },
  };
}
