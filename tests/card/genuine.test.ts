import { generateKeyPairSync, type X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { createPlacedCard } from '../../src/card/myNumberCard.ts';
import type { PlacedCard } from '../../src/card/placedCard.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { CardApplication, CardFile } from '../../src/simulator/card/application.ts';
import { cardFaceApplication } from '../../src/simulator/card/cardFaceApplication.ts';
import { type DemoPki, demoFaceIssuers, demoTrustAnchors, openDemoPki } from '../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { jpkiApplication } from '../../src/simulator/card/jpkiApplication.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { textInputApplication } from '../../src/simulator/card/textInputApplication.ts';
import { createVirtualCard, VirtualCard } from '../../src/simulator/card/virtualCard.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { digits, person, photoOf, root, unhurried, WatchedReader } from '../support/card/cardRig.ts';

const hanako = person('yamada-hanako');
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

describe('a card that is not what it says', () => {
  let pki: DemoPki;
  let anchors: readonly X509Certificate[];
  beforeAll(async () => {
    pki = await openDemoPki(root, new Date());
    anchors = await demoTrustAnchors(root, new Date());
  });

  async function placed(card: VirtualCard, faceIssuers = demoFaceIssuers(root)): Promise<PlacedCard> {
    const slot = createDirectSlot({ cardOf: async () => card }, new FaultBoard());
    unwrap(await slot.insert(hanako));
    const reader = new WatchedReader(createDirectReader(slot));
    await reader.watch();
    const { card: channel } = await reader.next('card.placed');
    const numberB = { readNumberB: async () => digits(numberBOf(hanako)) };
    return createPlacedCard({ channel, trustAnchors: anchors, faceIssuers, numberB, now: () => new Date() });
  }

  /** A card of these applications, with some files exchanged. */
  async function cardWith(
    change: (applications: CardApplication[]) => void | Promise<void>,
    keys = { cardKey: pki.keyOf(hanako.id), issuerKey: pki.cardFaceIssuerKey },
  ): Promise<VirtualCard> {
    const contents = { person: hanako, photo: photoOf(hanako), ...keys };
    const applications = [
      jpkiApplication({
        certificate: await pki.issue(hanako.id),
        authorityCertificate: pki.authorityCertificate,
        signatureCertificate: undefined,
        key: pki.keyOf(hanako.id),
        pin: hanako.card.pin,
        pinTriesLeft: 3,
      }),
      await cardFaceApplication(contents),
      textInputApplication(contents),
    ];
    await change(applications);
    return new VirtualCard(Uint8Array.of(0x3b), applications);
  }

  function exchanged(application: CardApplication | undefined, file: number, alter: (bytes: Uint8Array) => void) {
    if (!application) throw new Error('no such application');
    const before = application.files.get(file);
    if (before?.kind !== 'binary') throw new Error('no such file');
    const bytes = Uint8Array.from(before.bytes);
    alter(bytes);
    const altered: CardFile = { ...before, bytes };
    return { ...application, files: new Map([...application.files, [file, altered]]) };
  }

  test('is found out when one byte of the photo, the name or the birth date was changed', async () => {
    // In the order of the file: birth date, then (far behind) the pictures, then the photo.
    for (const at of [30, 330, 5_000]) {
      const card = await cardWith((applications) => {
        applications[1] = exchanged(applications[1], 0x0002, (bytes) => {
          bytes[at] = (bytes[at] ?? 0) ^ 0x01;
        });
      });
      expect(await (await placed(card)).readFace(unhurried)).toMatchObject({ ok: false });
    }
  });

  test('is found out when it is a copy: the chip does not have the key that the issuer signed', async () => {
    const card = await cardWith((applications) => {
      const [, face] = applications;
      if (face) applications[1] = { ...face, key: stranger };
    });
    expect(await (await placed(card)).readFace(unhurried)).toMatchObject({
      problem: { code: 'U-202', detail: expect.stringContaining('not the one') },
    });
  });

  test('is told from a genuine one when somebody else issued it: nobody but the card vouches for the key', async () => {
    const card = await cardWith(() => undefined, { cardKey: stranger, issuerKey: stranger });
    const forged = await placed(card);
    expect(unwrap(await forged.readFace(unhurried)).genuine.issuerSignature).toBe('unanchored');
    expect(unwrap(await forged.readFourItems(unhurried)).issuerSignature).toBe('unanchored');
    const withoutAnchors = await placed(await createVirtualCard({ person: hanako, pki, photo: photoOf(hanako) }), []);
    expect(unwrap(await withoutAnchors.readFace(unhurried)).genuine.issuerSignature).toBe('unanchored');
  });

  test('is found out when its four items are not the signed ones', async () => {
    const card = await cardWith((applications) => {
      applications[2] = exchanged(applications[2], 0x0002, (bytes) => {
        bytes[bytes.indexOf(0xdf, 12) + 3] = 0x41;
      });
    });
    expect(await (await placed(card)).readFourItems(unhurried)).toMatchObject({ ok: false });
  });

  test('has four items that prove nothing when the signature is another one, or there is none', async () => {
    const altered = await cardWith((applications) => {
      applications[2] = exchanged(applications[2], 0x0003, (bytes) => {
        bytes[335] = (bytes[335] ?? 0) ^ 0x01;
      });
    });
    expect(unwrap(await (await placed(altered)).readFourItems(unhurried)).issuerSignature).toBe('unproven');
    const without = await cardWith((applications) => {
      const [, , text] = applications;
      if (!text) throw new Error('no application');
      applications[2] = { ...text, files: new Map([...text.files].filter(([id]) => id !== 0x0003)) };
    });
    expect(unwrap(await (await placed(without)).readFourItems(unhurried)).issuerSignature).toBe('unproven');
  });

  test.each([
    ['JPKIAPICCTOKEN2', 'my-number-card'],
    ['JPKIAPICCTOKEN', 'resident-register-card'],
    ['JPKIAPGPSETOKEN', 'android'],
    ['JPKIAPIOSTOKEN', 'iphone'],
    ['SOMETHING ELSE', 'unknown'],
  ])('says by its label %s that it is: %s', async (tokenLabel, kind) => {
    const card = await placed(await createVirtualCard({ person: hanako, pki, tokenLabel }));
    expect(unwrap(await card.tokenKind(unhurried))).toBe(kind);
  });
});
