import { expect, test } from 'vitest';
import { attributesTag, parseAttributes } from '../../src/card/textInput.ts';
import { encodeTlv } from '../../src/card/tlv.ts';

/** The bytes of the four items' file, with this name in it. */
function attributesOf(name: string): Uint8Array {
  const text = (tag: number, value: string) => encodeTlv(tag, Buffer.from(value, 'utf8'));
  return encodeTlv(
    attributesTag.attributes,
    Buffer.concat([
      encodeTlv(attributesTag.offsets, Buffer.alloc(8)),
      text(attributesTag.name, name),
      text(attributesTag.address, '東京都\n千代田区'),
      text(attributesTag.birthdate, '19850412'),
      text(attributesTag.sex, '2'),
    ]),
  );
}

test('a card cannot hide anything in a name: no control characters, no turned direction, one line', () => {
  const items = parseAttributes(attributesOf('山田\u202e\u2066\u001b\u0000　花\u2028子\u2069'))?.items;
  expect(items).toMatchObject({ name: '山田　花 子', address: '東京都 千代田区' });
});

test('the form of a character is part of the name (IVS), and letters of other directions are letters', () => {
  for (const name of ['葛\u{e0100}城　花子', '\u05d3\u05e0\u05d4　\u{20bb7}']) {
    expect(parseAttributes(attributesOf(name))?.items.name).toBe(name);
  }
});
