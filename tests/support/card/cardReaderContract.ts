import { verify, X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CurrentApplication } from '../../../src/card/application.ts';
import { readPinState, signForAuthentication } from '../../../src/card/jpki.ts';
import type { CardChannel } from '../../../src/card/reader.ts';
import { verifySecret } from '../../../src/card/verify.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { certificateSerial } from '../../../src/simulator/card/demoPki.ts';
import { type CardRig, digits, person, photoOf, tapped, unhurried } from './cardRig.ts';

const hanako = person('yamada-hanako');
const selectJpkiCommand = Buffer.from('00a4040c0ad392f000260100000001', 'hex');

/** What every driver of the CardReader port owes the visit, whatever lies below it. */
export function describeCardReader(name: string, openRig: () => Promise<CardRig>): void {
  describe(`a card on the reader (${name})`, () => {
    let rig: CardRig;
    beforeEach(async () => {
      rig = await openRig();
    });
    afterEach(() => rig.close());

    async function placeCard(whose = hanako): Promise<{ channel: CardChannel; reader: Reader }> {
      const reader = await rig.openReader();
      unwrap(await rig.slot.insert(whose));
      const { card } = await reader.next('card.placed');
      return { channel: card, reader };
    }

    test('is reported first when it lay there before anybody looked', async () => {
      unwrap(await rig.slot.insert(hanako));
      const reader = await rig.openReader();
      const { card } = await reader.next('card.placed');
      expect(reader.events.map(({ type }) => type)).toEqual(['reader.ready', 'card.placed']);
      expect(Buffer.from(card.atr).toString('hex')).toBe('3b888001000005e0b381a1007f');
    });

    test('tells who issued it, how many tries are left, and that its photo can be opened', async () => {
      const { channel } = await placeCard();
      const identity = unwrap(await rig.placed(channel).identify(unhurried));
      expect(identity).toMatchObject({
        serial: certificateSerial(hanako.id),
        pinTriesLeft: 3,
        photo: 'available',
      });
      expect(new X509Certificate(identity.certificate).serialNumber.toLowerCase()).toBe(identity.serial);
    });

    test('signs a challenge for the right PIN, and the PIN is gone from memory', async () => {
      const { channel } = await placeCard();
      const card = rig.placed(channel);
      const { certificate } = unwrap(await card.identify(unhurried));
      const pin = digits(hanako.card.pin);
      const outcome = unwrap(await card.provePossession(pin, unhurried));
      expect(outcome.kind).toBe('proven');
      if (outcome.kind !== 'proven') return;
      const { challenge, signature } = outcome.proof;
      expect(challenge).toHaveLength(32);
      expect(verify('sha256', challenge, new X509Certificate(certificate).publicKey, signature)).toBe(true);
      expect([...pin]).toEqual([0, 0, 0, 0]);
    });

    test('counts a wrong PIN once, remembers it in the pocket, and forgives it after the right one', async () => {
      const { channel, reader } = await placeCard();
      const wrong = unwrap(await rig.placed(channel).provePossession(digits('0000'), unhurried));
      expect(wrong).toEqual({ kind: 'wrong', triesLeft: 2 });
      await rig.slot.remove();
      await reader.next('card.removed');
      unwrap(await rig.slot.insert(hanako));
      const again = rig.placed((await reader.next('card.placed')).card);
      expect(unwrap(await again.identify(unhurried)).pinTriesLeft).toBe(2);
      expect(unwrap(await again.provePossession(digits(hanako.card.pin), unhurried)).kind).toBe('proven');
      expect(unwrap(await again.identify(unhurried)).pinTriesLeft).toBe(3);
    });

    test('locks with the last try and then refuses the right PIN as well', async () => {
      const kenta = person('tanaka-kenta');
      const { channel } = await placeCard(kenta);
      const card = rig.placed(channel);
      expect(unwrap(await card.identify(unhurried)).pinTriesLeft).toBe(1);
      expect(unwrap(await card.provePossession(digits('0000'), unhurried))).toEqual({ kind: 'locked' });
      expect(unwrap(await card.provePossession(digits(kenta.card.pin), unhurried))).toEqual({ kind: 'locked' });
      expect(unwrap(await card.identify(unhurried)).pinTriesLeft).toBe(0);
    });

    test('gives its photo to the byte', async () => {
      const { channel } = await placeCard();
      const { photo } = unwrap(await rig.placed(channel).readFace(unhurried));
      expect(Buffer.compare(photo?.bytes ?? new Uint8Array(), photoOf(hanako))).toBe(0);
    });

    test('gives its face and its four items, both genuine', async () => {
      const { channel } = await placeCard();
      const card = rig.placed(channel);
      const face = unwrap(await card.readFace(unhurried));
      expect(face).toMatchObject({
        birthdate: hanako.card.birthdate,
        sex: hanako.card.sex,
        expiry: hanako.card.expiry,
        genuine: { issuerSignature: 'verified', activeAuthentication: 'verified' },
      });
      const pngHeader = [0x89, 0x50, 0x4e, 0x47];
      expect([...face.namePicture.subarray(0, 4)]).toEqual(pngHeader);
      expect([...face.addressPicture.subarray(0, 4)]).toEqual(pngHeader);
      expect(unwrap(await card.readFourItems(unhurried))).toEqual({
        name: hanako.name,
        address: hanako.card.address,
        birthdate: hanako.card.birthdate,
        sex: hanako.card.sex,
        issuerSignature: 'verified',
      });
    });

    test('has no photo when it is a small child’s', async () => {
      const { channel } = await placeCard(person('kobayashi-hina'));
      expect(unwrap(await rig.placed(channel).readFace(unhurried)).photo).toBeUndefined();
    });

    test('may be pulled in the middle of a read', async () => {
      const { channel, reader } = await placeCard();
      let reads = 0;
      const pulled = tapped(channel, ([, ins]) => {
        if (ins === 0xb0 && ++reads === 3) rig.faults.arm({ target: 'card', kind: 'pull', count: 1 });
      });
      expect(await rig.placed(pulled).readFace(unhurried)).toMatchObject({ problem: { code: 'U-103' } });
      await reader.next('card.removed');
      expect(rig.slot.present).toBeUndefined();
      expect(await channel.transmit(selectJpkiCommand)).toMatchObject({ problem: { code: 'U-103' } });
    });

    test('may be pulled while its PIN is checked, and nobody tries again', async () => {
      const { channel } = await placeCard();
      let verifies = 0;
      const pulled = tapped(channel, ({ 1: ins, length }) => {
        if (ins !== 0x20 || length <= 5) return;
        verifies += 1;
        rig.faults.arm({ target: 'card', kind: 'pull', count: 1 });
      });
      const outcome = await rig.placed(pulled).provePossession(digits(hanako.card.pin), unhurried);
      expect(outcome).toMatchObject({ problem: { code: 'U-203' } });
      expect(verifies).toBe(1);
    });

    test('that falls silent is given up after the time limit and asked nothing more until it is put again', async () => {
      const { channel, reader } = await placeCard();
      rig.faults.arm({ target: 'card', kind: 'mute', count: 1 });
      const late = { ok: false, problem: { code: 'U-105' } };
      expect(await channel.transmit(selectJpkiCommand, { timeoutMs: 200 })).toMatchObject(late);
      expect(await channel.transmit(selectJpkiCommand)).toMatchObject(late);
      await rig.slot.remove();
      await reader.next('card.removed');
      unwrap(await rig.slot.insert(hanako));
      const again = await reader.next('card.placed');
      expect((await rig.placed(again.card).identify(unhurried)).ok).toBe(true);
    });

    test('that answers garbage is told from one that is another kind of card', async () => {
      const { channel } = await placeCard();
      rig.faults.arm({ target: 'card', kind: 'garbage', count: 1 });
      const card = rig.placed(channel);
      expect(await card.identify(unhurried)).toMatchObject({ problem: { code: 'U-101' } });
      expect((await card.identify(unhurried)).ok).toBe(true);
    });

    test('of another kind, alone or on top of the right one, is told as that, and the right one is read afterwards', async () => {
      rig.faults.arm({ target: 'card', kind: 'another', count: 'until-cleared' });
      const { channel } = await placeCard();
      const card = rig.placed(channel);
      expect(await card.identify(unhurried)).toMatchObject({ problem: { code: 'U-102' } });
      rig.faults.clear();
      expect((await card.identify(unhurried)).ok).toBe(true);
    });

    test('answers commands in the order of the calls', async () => {
      const { channel } = await placeCard();
      const select = (id: string) => Buffer.from(`00a4020c02${id}`, 'hex');
      await channel.transmit(selectJpkiCommand);
      const answers = await Promise.all([
        channel.transmit(select('0006')),
        channel.transmit(Buffer.from('00b000000f', 'hex')),
        channel.transmit(select('000a')),
        channel.transmit(Buffer.from('00b0000002', 'hex')),
      ]);
      expect(answers.map((answer) => Buffer.from(unwrap(answer)).toString('latin1'))).toEqual([
        '\x90\x00',
        'JPKIAPICCTOKEN2\x90\x00',
        '\x90\x00',
        '\x30\x82\x90\x00',
      ]);
    });

    test('gives a cancelled caller an answer at once and sends nothing', async () => {
      const { channel } = await placeCard();
      let commands = 0;
      const counted = tapped(channel, () => {
        commands += 1;
      });
      const pin = digits(hanako.card.pin);
      const outcome = await rig.placed(counted).provePossession(pin, AbortSignal.abort());
      expect(outcome).toMatchObject({ problem: { code: 'U-302' } });
      expect(commands).toBe(1);
      expect([...pin]).toEqual([0, 0, 0, 0]);
    });

    test('forgets what a PIN opened when it is released, so that the next process cannot sign', async () => {
      const { channel, reader } = await placeCard();
      expect(unwrap(await new CurrentApplication(channel).enter('jpki', unhurried))).toBe('selected');
      const pin = unwrap(await readPinState(channel, unhurried));
      if (!pin) throw new Error('no PIN');
      unwrap(await verifySecret(channel, pin.secret, digits(hanako.card.pin), unhurried));
      expect((await signForAuthentication(channel, digits('1'), unhurried)).ok).toBe(true);
      await rig.placed(channel).release();
      expect(await channel.transmit(selectJpkiCommand)).toMatchObject({ problem: { code: 'U-103' } });
      await reader.close();

      const next = (await (await rig.openReader()).next('card.placed')).card;
      unwrap(await new CurrentApplication(next).enter('jpki', unhurried));
      expect(await signForAuthentication(next, digits('1'), unhurried)).toMatchObject({
        problem: { code: 'U-106', detail: expect.stringContaining('6982') },
      });
    });

    test('that flutters in the field is reported in pairs and works when it lies still', async () => {
      const reader = await rig.openReader();
      for (let time = 0; time < 3; time++) {
        unwrap(await rig.slot.insert(hanako));
        await rig.slot.remove();
      }
      unwrap(await rig.slot.insert(hanako));
      let { card } = await reader.next('card.placed');
      let identity = await rig.placed(card).identify(unhurried);
      while (!identity.ok) {
        expect(identity.problem.code).toBe('U-103');
        card = (await reader.next('card.placed')).card;
        identity = await rig.placed(card).identify(unhurried);
      }
      expect(identity.value.serial).toBe(certificateSerial(hanako.id));
      const comings = reader.events.map(({ type }) => type).filter((type) => type !== 'reader.ready');
      expect(comings).toEqual(comings.map((_, index) => (index % 2 === 0 ? 'card.placed' : 'card.removed')));
    }, 20_000);

    test('is followed by the next one', async () => {
      const { channel, reader } = await placeCard();
      const first = unwrap(await rig.placed(channel).identify(unhurried));
      const ume = person('suzuki-ume');
      unwrap(await rig.slot.insert(ume));
      await reader.next('card.removed');
      const second = unwrap(await rig.placed((await reader.next('card.placed')).card).identify(unhurried));
      expect([first.serial, second.serial]).toEqual([certificateSerial(hanako.id), certificateSerial(ume.id)]);
      expect(await channel.transmit(selectJpkiCommand)).toMatchObject({ problem: { code: 'U-103' } });
    });
  });
}

type Reader = Awaited<ReturnType<CardRig['openReader']>>;
