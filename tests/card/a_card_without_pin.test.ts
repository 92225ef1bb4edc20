import { expect, onTestFinished, test } from 'vitest';
import { createDirectReader } from '../../src/card/drivers/directReader.ts';
import { jpkiFile } from '../../src/card/jpki.ts';
import { createPlacedCard } from '../../src/card/myNumberCard.ts';
import { unwrap } from '../../src/problem/result.ts';
import { demoTrustAnchors, openDemoPki } from '../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../src/simulator/card/directSlot.ts';
import { jpkiApplication } from '../../src/simulator/card/jpkiApplication.ts';
import { VirtualCard } from '../../src/simulator/card/virtualCard.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { digits, person, root, unhurried, WatchedReader } from '../support/card/cardRig.ts';

const hanako = person('yamada-hanako');

/** A card whose JPKI has this many tries left; null where it has no PIN file. */
async function placed(pinTriesLeft: number | null) {
  const pki = await openDemoPki(root, new Date());
  const jpki = jpkiApplication({
    certificate: await pki.issue(hanako.id),
    authorityCertificate: pki.authorityCertificate,
    signatureCertificate: undefined,
    key: pki.keyOf(hanako.id),
    pin: hanako.card.pin,
    pinTriesLeft: pinTriesLeft ?? 3,
  });
  const files = new Map([...jpki.files].filter(([id]) => pinTriesLeft !== null || id !== jpkiFile.authenticationPin));
  const card = new VirtualCard(Uint8Array.of(0x3b), [{ ...jpki, files }]);
  const slot = createDirectSlot({ cardOf: async () => card }, new FaultBoard());
  unwrap(await slot.insert(hanako));
  const reader = new WatchedReader(createDirectReader(slot));
  onTestFinished(async () => {
    await reader.close();
    await slot.close();
  });
  await reader.watch();
  const { card: channel } = await reader.next('card.placed');
  const numberB = { readNumberB: async () => undefined };
  const trustAnchors = await demoTrustAnchors(root, new Date());
  return createPlacedCard({ channel, trustAnchors, numberB, now: () => new Date() });
}

test.each([3, 0, null])('what it says of its PIN is told as it says it: %s', async (left) => {
  const card = await placed(left);
  expect(unwrap(await card.identify(unhurried)).pinTriesLeft).toBe(left);
});

test('no PIN is sent where there is none', async () => {
  const card = await placed(null);
  const typed = digits(hanako.card.pin);
  expect(await card.provePossession(typed, unhurried)).toMatchObject({ problem: { code: 'U-106' } });
  expect([...typed]).toEqual([0, 0, 0, 0]);
});
