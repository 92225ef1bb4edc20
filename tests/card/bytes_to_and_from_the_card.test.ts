import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CommandApdu, decodeCommand, decodeResponse, encodeCommand } from '../../src/card/apdu.ts';
import { describeStatus, lengthToAsk, saysBlocked, triesLeft } from '../../src/card/statusWord.ts';
import { encodeTlv, longestTlvHeader, readTlvHeader } from '../../src/card/tlv.ts';

const byte = fc.integer({ min: 0, max: 255 });
const command = fc.record(
  {
    cla: byte,
    ins: byte,
    p1: byte,
    p2: byte,
    data: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 255 }),
      fc.uint8Array({ minLength: 256, maxLength: 2_000 }),
    ),
    le: fc.oneof(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 257, max: 65_536 })),
  },
  { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
);
const tag = fc.constantFrom(0x30, 0x04, 0x81, 0xdf21, 0xdf27, 0xff20, 0x7f4e, 0x5f37);

describe('command bytes', () => {
  test('say the same when read back', () => {
    fc.assert(
      fc.property(command, (each: CommandApdu) => {
        const back = decodeCommand(encodeCommand(each));
        expect({ ...back, data: back?.data && [...back.data] }).toEqual({ ...each, data: each.data && [...each.data] });
      }),
    );
  });

  test('are what other programs send', () => {
    const hex = (each: CommandApdu) => Buffer.from(encodeCommand(each)).toString('hex');
    expect(hex({ cla: 0, ins: 0x20, p1: 0, p2: 0x80 })).toBe('00200080');
    expect(hex({ cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 })).toBe('00b0000000');
    expect(hex({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: Uint8Array.of(0, 0x18) })).toBe('00a4020c020018');
    expect(hex({ cla: 0, ins: 0xb0, p1: 0x82, p2: 0, le: 65_536 })).toBe('00b08200000000');
    expect(hex({ cla: 0, ins: 0xb0, p1: 0x82, p2: 0, le: 257 })).toBe('00b08200000101');
    expect(hex({ cla: 0x80, ins: 0xa2, p1: 0, p2: 0, data: new Uint8Array(256) }).slice(0, 16)).toBe(
      '80a2000000010000',
    );
    expect(hex({ cla: 0x80, ins: 0x2a, p1: 0, p2: 0x80, data: Uint8Array.of(1), le: 256 })).toBe('802a0080010100');
  });

  test('never make the decoder throw, and lengths that lie are refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decodeCommand(bytes)));
    expect(decodeCommand(Buffer.from('00a4040c0ad392', 'hex'))).toBeUndefined();
    expect(decodeCommand(Buffer.from('00a4040c000010d392', 'hex'))).toBeUndefined();
    const header = { cla: 0, ins: 0, p1: 0, p2: 0 };
    expect(() => encodeCommand({ ...header, data: new Uint8Array(65_536) })).toThrow(RangeError);
    expect(() => encodeCommand({ ...header, le: 65_537 })).toThrow(RangeError);
  });
});

describe('an answer', () => {
  test('is its bytes and a status word that begins with 6 or 9', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const answer = decodeResponse(bytes);
        const sw1 = bytes.at(-2) ?? 0;
        expect(answer !== undefined).toBe(bytes.length >= 2 && (sw1 >> 4 === 6 || sw1 >> 4 === 9));
        if (answer) expect(answer.data.length).toBe(bytes.length - 2);
      }),
    );
  });

  test('has status words with a meaning', () => {
    expect([0x63c0, 0x63c3, 0x6300, 0x9000].map(triesLeft)).toEqual([0, 3, undefined, undefined]);
    expect([0x6984, 0x6983, 0x6982].map(saysBlocked)).toEqual([true, true, false]);
    expect([0x6c20, 0x6c00, 0x6700].map(lengthToAsk)).toEqual([0x20, 256, undefined]);
    expect([describeStatus(0x6a82), describeStatus(0x6999)]).toEqual(['6A82 (fileNotFound)', '6999']);
  });
});

describe('BER-TLV', () => {
  test('finds again what was written, wherever it lies', () => {
    const anywhere = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(
        tag,
        fc.uint8Array({ maxLength: 70_000, size: 'max' }),
        anywhere,
        anywhere,
        (each, value, before, after) => {
          const object = encodeTlv(each, value);
          const header = readTlvHeader(Buffer.concat([before, object, after]), before.length);
          expect(header).toEqual({ tag: each, headerLength: object.length - value.length, valueLength: value.length });
        },
      ),
    );
  });

  test('refuses a header that is cut short', () => {
    fc.assert(
      fc.property(tag, fc.uint8Array({ maxLength: 300 }), fc.nat(), (each, value, cut) => {
        const object = encodeTlv(each, value);
        const headerLength = object.length - value.length;
        expect(readTlvHeader(object.subarray(0, cut % headerLength))).toBeUndefined();
      }),
    );
  });

  test('never throws, and never takes more for a header than it says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(70), (bytes, offset) => {
        const header = readTlvHeader(bytes, offset);
        if (!header) return;
        expect(header.headerLength).toBeLessThanOrEqual(longestTlvHeader);
        expect(offset + header.headerLength).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  test('takes filler and indefinite length for no object', () => {
    expect(readTlvHeader(Uint8Array.of(0xff, 0xff, 0xff))).toBeUndefined();
    expect(readTlvHeader(Uint8Array.of(0x00, 0x00))).toBeUndefined();
    expect(readTlvHeader(Uint8Array.of(0x30, 0x80))).toBeUndefined();
    expect(readTlvHeader(Uint8Array.of(0xff, 0x20, 0x82, 0x3c, 0x10))).toEqual({
      tag: 0xff20,
      headerLength: 5,
      valueLength: 0x3c10,
    });
  });
});
