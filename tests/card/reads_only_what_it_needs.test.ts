import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CardChannel } from '../../src/card/reader.ts';
import { unwrap } from '../../src/problem/result.ts';
import { type CardRig, directRig, person, photoOf, unhurried } from '../support/card/cardRig.ts';

const hanako = person('yamada-hanako');

describe('what crosses the radio', () => {
  let rig: CardRig;
  const sent: string[] = [];
  let read = 0;
  /** Every READ BINARY: application and file, first byte, how many. */
  const stretches: { file: string; from: number; length: number }[] = [];
  beforeEach(async () => {
    rig = await directRig();
    sent.length = 0;
    stretches.length = 0;
    read = 0;
  });
  afterEach(() => rig.close());

  async function metered(): Promise<CardChannel> {
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(hanako));
    const { card } = await reader.next('card.placed');
    let application = '';
    let file = '';
    return {
      atr: card.atr,
      reader: card.reader,
      powerOff: () => card.powerOff(),
      async transmit(command, options) {
        const hex = Buffer.from(command).toString('hex');
        sent.push(hex);
        const answer = await card.transmit(command, options);
        if (hex.startsWith('00a404')) application = hex;
        if (!answer.ok || !hex.startsWith('00b0')) return answer;
        const [p1 = 0, p2 = 0] = Buffer.from(hex, 'hex').subarray(2);
        if (p1 & 0x80) file = `${application} ${p1}`;
        const length = answer.value.length - 2;
        stretches.push({ file, from: p1 & 0x80 ? p2 : (p1 << 8) | p2, length });
        read += length;
        return answer;
      },
    };
  }

  test('for an identity is the certificate and none of the filler behind it', async () => {
    const identity = unwrap(await rig.placed(await metered()).identify(unhurried));
    expect(read).toBe(identity.certificate.length);
    expect(identity.certificate.length).toBeGreaterThan(1_550);
    expect(identity.certificate.length).toBeLessThan(1_610);
  });

  test('for a face is the front without the security code, and the issuer’s key', async () => {
    const face = unwrap(await rig.placed(await metered()).readFace(unhurried));
    const headers = 5 + 3 + 18 + 8 * 3 + 4;
    const fields =
      8 + 1 + 265 + face.namePicture.length + face.addressPicture.length + photoOf(hanako).length + 256 + 8;
    const issuerCertificate = 5 + 5 + 297;
    expect(read).toBeLessThanOrEqual(headers + fields + issuerCertificate + 8);
    expect(read).toBeGreaterThanOrEqual(fields + issuerCertificate);
  });

  test('for the four items is their object without filler, and the signature file', async () => {
    const items = unwrap(await rig.placed(await metered()).readFourItems(unhurried));
    const texts = Buffer.byteLength(items.name) + Buffer.byteLength(items.address) + 8 + 1;
    const headers = 3 + 4 * 3 + 3 + 8;
    const issuerCertificate = 5 + 5 + 297;
    expect(read).toBe(texts + headers + 336 + issuerCertificate);
  });

  test('is one command for each thing that is asked for, where the reader passes extended length', async () => {
    const card = rig.placed(await metered());
    unwrap(await card.identify(unhurried));
    unwrap(await card.readFace(unhurried));
    unwrap(await card.readFourItems(unhurried));
    const kinds = sent.map((command) => command.slice(2, 4)).join(' ');
    const jpki = 'a4 b0 b0 20';
    const cardFace = 'a4 20 20 b0 b0 b0 2a';
    const textInput = 'a4 20 b0 b0 b0';
    expect(kinds).toBe([jpki, cardFace, textInput].join(' '));
  });

  test('is never a byte twice', async () => {
    const card = rig.placed(await metered());
    unwrap(await card.identify(unhurried));
    unwrap(await card.readFace(unhurried));
    unwrap(await card.readFourItems(unhurried));
    const places = stretches.flatMap(({ file, from, length }) =>
      Array.from({ length }, (_, index) => `${file} ${from + index}`),
    );
    expect(places.length).toBe(read);
    expect(new Set(places).size).toBe(read);
  });

  test('never comes near the two files with the 12-digit number', async () => {
    const card = rig.placed(await metered());
    unwrap(await card.identify(unhurried));
    unwrap(await card.readFace(unhurried));
    unwrap(await card.readFourItems(unhurried));
    expect(sent.filter((command) => /^00b08[15]|^00a4020c02000[15]/.test(command))).toEqual([]);
  });
});
