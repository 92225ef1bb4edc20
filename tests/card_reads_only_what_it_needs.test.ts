import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardChannel } from '../src/card/reader.ts';
import { unwrap } from '../src/problem/result.ts';
import { type CardRig, directRig, person, photoOf, unhurried } from './support/cardRig.ts';

const hanako = person('yamada-hanako');

describe('what crosses the radio', () => {
  let rig: CardRig;
  const sent: string[] = [];
  let read = 0;
  beforeEach(async () => {
    rig = await directRig();
    sent.length = 0;
    read = 0;
  });
  afterEach(() => rig.close());

  async function metered(): Promise<CardChannel> {
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(hanako));
    const { card } = await reader.next('card.placed');
    return {
      atr: card.atr,
      powerOff: () => card.powerOff(),
      async transmit(command, options) {
        const hex = Buffer.from(command).toString('hex');
        sent.push(hex);
        const answer = await card.transmit(command, options);
        if (answer.ok && hex.startsWith('00b0')) read += answer.value.length - 2;
        return answer;
      },
    };
  }

  it('for an identity is the certificate and none of the filler behind it', async () => {
    const identity = unwrap(await rig.placed(await metered()).identify(unhurried));
    expect(read).toBe(identity.certificate.length);
  });

  it('for a photo is the photo, its place in the file, and nothing of name and address', async () => {
    unwrap(await rig.placed(await metered()).readPhoto(unhurried));
    const header = 5;
    const offsetTable = 32;
    expect(read).toBe(photoOf(hanako).length + header + offsetTable);
  });

  it('never goes near the file with the 12-digit number, and no answer is longer than a radio frame', async () => {
    const card = rig.placed(await metered());
    unwrap(await card.identify(unhurried));
    unwrap(await card.readPhoto(unhurried));
    expect(sent.filter((command) => command === '00a4020c020005')).toEqual([]);
    const asked = sent
      .filter((command) => command.startsWith('00b0'))
      .map((command) => Number.parseInt(command.slice(8), 16));
    expect(Math.max(...asked)).toBe(250);
    expect(asked.every((length) => length > 0)).toBe(true);
  });
});
