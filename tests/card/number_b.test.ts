import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPlacedCard } from '../../src/card/myNumberCard.ts';
import type { NumberBSource, PlacedCard } from '../../src/card/placedCard.ts';
import { unwrap } from '../../src/problem/result.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { type CardRig, digits, directRig, person, tapped, unhurried } from '../support/card/cardRig.ts';

const hanako = person('yamada-hanako');

describe('照合番号B', () => {
  let rig: CardRig;
  let verifies: number;
  beforeEach(async () => {
    rig = await directRig();
    verifies = 0;
  });
  afterEach(() => rig.close());

  async function cardWith(numberB: NumberBSource, of = hanako): Promise<PlacedCard> {
    const reader = await rig.openReader();
    unwrap(await rig.slot.insert(of));
    const { card } = await reader.next('card.placed');
    const channel = tapped(card, ({ 1: ins, length }) => {
      if (ins === 0x20 && length > 5) verifies += 1;
    });
    return createPlacedCard({ channel, trustAnchors: [], numberB, now: () => new Date() });
  }
  const always = (text: string): NumberBSource => ({ readNumberB: async () => digits(text) });

  test('counts years in the Japanese era', () => {
    const born = (birthdate: string) => numberBOf({ ...hanako, card: { ...hanako.card, birthdate } }).slice(0, 6);
    expect(['19850412', '19800217', '20200224', '20190430', '20190501', '19890107', '19890108'].map(born)).toEqual([
      '600412',
      '550217',
      '020224',
      '310430',
      '010501',
      '640107',
      '010108',
    ]);
    expect(numberBOf(hanako)).toBe('60041220332285');
  });

  test('counts western years where the card prints them', () => {
    const western = { ...hanako, card: { ...hanako.card, yearNotation: 'western' as const } };
    expect(numberBOf(western)).toBe('85041220332285');
  });

  test.each([
    ['60041220332285', '85041220332285', 'western, once the era was refused'],
    ['85041220332285', '60041220332285', 'era, once the western year was refused'],
  ])('%s, then %s: the second is a guess and costs no try (%s)', async (first, second) => {
    const other = { ...hanako, card: { ...hanako.card, securityCode: '0000' } };
    const told = [first, second];
    const card = await cardWith({ readNumberB: async () => digits(told.shift() ?? '') }, other);
    expect(await card.readFace(unhurried)).toMatchObject({ problem: { code: 'U-212' } });
    const guess = { code: 'U-212', detail: expect.stringContaining('a guess') };
    expect(await card.readFace(unhurried)).toMatchObject({ problem: guess });
    expect(verifies).toBe(1);
  });

  test('with another digit than the year’s is a slip put right, and may be tried again', async () => {
    const told = ['60041320332285', '60041220332285'];
    const card = await cardWith({ readNumberB: async () => digits(told.shift() ?? '') });
    expect(await card.readFace(unhurried)).toMatchObject({ problem: { code: 'U-212' } });
    unwrap(await card.readFace(unhurried));
    expect(verifies).toBe(2);
  });

  test('is not tried more than twice for one placed card', async () => {
    const card = await cardWith(always('00000000000000'));
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await card.readFace(unhurried)).toMatchObject({ problem: { code: 'U-212' } });
    }
    expect(verifies).toBe(2);
  });

  test('is not tried at all when fewer than five tries are left', async () => {
    // Ten tries: six misses in three visits leave four.
    for (let visit = 0; visit < 3; visit++) {
      const card = await cardWith(always('00000000000000'));
      await card.readFace(unhurried);
      await card.readFace(unhurried);
      await rig.slot.remove();
    }
    expect(verifies).toBe(6);
    const card = await cardWith(always(numberBOf(hanako)));
    expect(await card.readFace(unhurried)).toMatchObject({
      problem: { code: 'U-212', detail: expect.stringContaining('4 tries left') },
    });
    expect(verifies).toBe(6);
  });

  test('is asked for and tried once for face and four items, wiped after that, and the card stays open', async () => {
    const given: Uint8Array[] = [];
    const card = await cardWith({
      async readNumberB() {
        const number = digits(numberBOf(hanako));
        given.push(number);
        return number;
      },
    });
    unwrap(await card.readFace(unhurried));
    unwrap(await card.readFourItems(unhurried));
    expect(verifies).toBe(2);
    expect(given.map((each) => [...each])).toEqual([Array(14).fill(0)]);
    unwrap(await card.readFace(unhurried));
    expect(verifies).toBe(2);
  });

  test('is wiped when the card is released before it was of any use', async () => {
    const number = digits(numberBOf(hanako));
    const card = await cardWith({ readNumberB: async () => number });
    unwrap(await card.readFace(unhurried));
    await card.release();
    expect([...number]).toEqual(Array(14).fill(0));
  });

  test('that nobody can tell leaves the front closed, with a number of its own', async () => {
    const card = await cardWith({ readNumberB: async () => undefined });
    expect(await card.readFace(unhurried)).toMatchObject({ problem: { code: 'U-215' } });
    expect(verifies).toBe(0);
  });
});
