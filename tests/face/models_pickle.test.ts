import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PickleRefused } from '../../src/face/convert/pytorch/pickle.ts';
import { readStateDict } from '../../src/face/convert/pytorch/stateDict.ts';
import { convertPublished } from '../../src/face/models/convertPublished.ts';
import { originalsFolder } from '../support/face/weights.ts';

/** Pieces of a pickle: letters are instructions, numbers are bytes. */
const pickle = (...pieces: readonly (string | number | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from([0x80, 2]),
    ...pieces.map((each) => (typeof each === 'number' ? Buffer.from([each]) : Buffer.from(each))),
    Buffer.from('.'),
  ]);
const text = (value: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([Buffer.from('X'), length, Buffer.from(value)]);
};

const head = [
  pickle(0x8a, 10, Buffer.from('6cfc9c46f9206aa85019', 'hex')),
  pickle('M', 0xe9, 3),
  pickle('}', text('little_endian'), 0x88, 's'),
];
const storage = (count: number) =>
  Buffer.concat([
    Buffer.from('('),
    text('storage'),
    Buffer.from('ctorch\nFloatStorage\n'),
    text('7'),
    text('cpu'),
    Buffer.from(['K'.charCodeAt(0), count]),
    Buffer.from('NtQ'),
  ]);
/** `{'a': tensor of 2 × 2, from the second of five numbers on}`. */
const dictionary = (strides = [2, 1], from = 1) =>
  pickle(
    'ccollections\nOrderedDict\n',
    ')',
    'R',
    '(',
    text('a'),
    'ctorch._utils\n_rebuild_tensor_v2\n',
    '(',
    storage(5),
    'K',
    from,
    'K',
    2,
    'K',
    2,
    0x86,
    ...strides.flatMap((each) => ['K', each]),
    0x86,
    0x89,
    '}',
    't',
    'R',
    'u',
  );
const keys = pickle(']', '(', text('7'), 'e');
const numbers = Buffer.alloc(8 + 5 * 4);
numbers.writeBigInt64LE(5n);
[1, 2, 3, 4, 5].forEach((each, i) => void numbers.writeFloatLE(each, 8 + 4 * i));
const saved = (of = dictionary()) => Buffer.concat([...head, of, keys, numbers]);

describe('a state dict of PyTorch', () => {
  test('is tensors by name, each a view on numbers that follow', () => {
    expect(readStateDict(saved())).toEqual(new Map([['a', { shape: [2, 2], data: Float32Array.of(2, 3, 4, 5) }]]));
  });

  test('is refused where it is cut off at any byte, too long, or a tensor lies outside or out of order', () => {
    for (let length = 0; length < saved().length; length++) {
      expect(() => readStateDict(saved().subarray(0, length)), `${length} bytes`).toThrow();
    }
    expect(() => readStateDict(Buffer.concat([saved(), Buffer.alloc(3)]))).toThrow('3 bytes left over');
    expect(() => readStateDict(saved(dictionary([2, 1], 2)))).toThrow('a lies outside its storage');
    expect(() => readStateDict(saved(dictionary([1, 2])))).toThrow('do not lie in order');
  });
});

describe('a pickle that wants something executed', () => {
  test.each([
    ['a command', pickle('cos\nsystem\n', text('touch /tmp/owned'), 0x85, 'R'), 'the name "os system"'],
    ['a function of Python', pickle('cbuiltins\neval\n', text('1'), 0x85, 'R'), 'the name "builtins eval"'],
    ['a name of protocol 4', pickle(text('os'), text('system'), 0x93), 'an instruction 0x93'],
    ['an object of a class', pickle('(', text('id'), 'ios\nsystem\n'), 'an instruction 0x69'],
    ['an object made anew', pickle('ccollections\nOrderedDict\n', ')', 0x81), 'an instruction 0x81'],
    ['a registered extension', pickle(0x82, 1), 'an instruction 0x82'],
    ['a call of what is only a name', pickle('ctorch\nFloatStorage\n', ')', 'R'), 'a call of torch FloatStorage'],
    ['a call of a text', pickle(text('print'), ')', 'R'), 'a call of what is no name'],
    ['attributes of a tensor', pickle(storage(1), '}', 'b'), 'attributes for what is no dictionary'],
  ])('is refused: %s', (_, wish, says) => {
    const read = () => readStateDict(saved(wish));
    expect(read).toThrow(PickleRefused);
    expect(read).toThrow(says);
    expect(convertPublished('minifasnet', [saved(wish)])).toMatchObject({
      ok: false,
      problem: { code: 'U-705', detail: expect.stringContaining(says) },
    });
  });
});

test.skipIf(originalsFolder === '')('a published network is read as it is, and refused a byte short', () => {
  const file = readFileSync(join(originalsFolder, '2.7_80x80_MiniFASNetV2.pth'));
  const whole = readStateDict(file);
  expect(whole.get('module.conv1.conv.weight')?.shape).toEqual([32, 3, 3, 3]);
  expect(() => readStateDict(file.subarray(0, -1))).toThrow('the file ends too early');
});
