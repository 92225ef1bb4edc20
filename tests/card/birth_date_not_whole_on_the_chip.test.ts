import { expect, onTestFinished, test } from 'vitest';
import { attributesTag, parseAttributes } from '../../src/card/textInput.ts';
import { encodeTlv } from '../../src/card/tlv.ts';
import { unwrap } from '../../src/problem/result.ts';
import { directRig, person, unhurried } from '../support/card/cardRig.ts';

function itemsOf(said: { readonly name?: string; readonly birthdate?: string; readonly sex?: string }) {
  const { name = '山田　花子', birthdate = '19850412', sex = '2' } = said;
  const text = (tag: number, value: string) => encodeTlv(tag, Buffer.from(value, 'utf8'));
  const objects = [
    encodeTlv(attributesTag.offsets, Buffer.alloc(8)),
    text(attributesTag.name, name),
    text(attributesTag.address, '　\0\0'),
    text(attributesTag.birthdate, birthdate),
    text(attributesTag.sex, sex),
  ];
  return parseAttributes(encodeTlv(attributesTag.attributes, Buffer.concat(objects)))?.items;
}

test.each([
  ['19650000', '19650000'],
  ['196512  ', '19651200'],
  ['1965\0\0\0\0', '19650000'],
  ['        ', '00000000'],
  ['', '00000000'],
  ['00000000', '00000000'],
])('birth date %j is %s', (birthdate, kept) => {
  expect(itemsOf({ birthdate })?.birthdate).toBe(kept);
});

test('an impossible day, or no name, is a damaged card', () => {
  expect(itemsOf({ birthdate: '19650231' })).toBeUndefined();
  for (const name of ['', '　', '\0\0\0', '\u200b']) expect(itemsOf({ name })).toBeUndefined();
});

test('padding is no part of a name, and a blank sex is none', () => {
  expect(itemsOf({ name: '山田　花子　\0\0', sex: ' ' })).toMatchObject({ name: '山田　花子', address: '', sex: '9' });
});

test.each(['19650000', '19651200', '00000000'])(
  'a genuine card that says %s opens, and front and text are of one mind',
  async (birthdate) => {
    const rig = await directRig();
    onTestFinished(() => rig.close());
    const hanako = person('yamada-hanako');
    const cards = await rig.openReader();
    unwrap(await rig.slot.insert({ ...hanako, card: { ...hanako.card, birthdate } }));
    const { card } = await cards.next('card.placed');
    const placed = rig.placed(card);
    expect(unwrap(await placed.readFace(unhurried)).birthdate).toBe(birthdate);
    expect(unwrap(await placed.readFourItems(unhurried)).birthdate).toBe(birthdate);
  },
);
