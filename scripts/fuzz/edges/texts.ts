import fc from 'fast-check';

/** Texts and values as other people's programs send them: seldom wrong, often not what one expects. */

/** Short ones that mean something to somebody. */
const short = [
  '',
  ' ',
  '　',
  '\t',
  '\r\n',
  '\u0000',
  '\ufeff',
  '\u200b',
  '\u202e',
  '\ud842',
  '\udfb7',
  '〓',
  '●',
  '■■',
  '?',
  '\ufffd',
  '\ue000\uf8ff',
  '\u{f0000}',
  '\u{20bb7}',
  '⻑⾕川',
  '神',
  '葛\u{e0100}',
  'か\u3099',
  'ｶﾞ',
  '々々',
  'Å\u030a',
  'İ',
  'ﬁ',
  '㍿',
  '①',
  '＝',
  '=1+1',
  '@SUM(A1)',
  '"',
  "'",
  '<b>',
  ']]>',
  '<![CDATA[x]]>',
  '&amp;',
  '&#x20BB7;',
  '&#0;',
  '&undefined;',
  '<!--',
  '../../etc/passwd',
  '%00',
  '{{x}}',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '0',
  '-1',
  '1e999',
  '00000000',
  '19650000',
  '99999999',
  '20240230',
  '１９６５０４１２',
  'S400412',
  '昭和40年4月12日',
  '1965-04-12',
  '19650412',
  '2024-01-01T00:00:00Z',
] as const;

/** What is repeated without end by a program in a loop, or by somebody who means harm. */
const repeated = [
  'あ',
  'あ　',
  '●●あ',
  '●',
  '●あ',
  'あ●い',
  '［',
  '(',
  ' ',
  '　',
  '々',
  '\u0301',
  '=',
  '9',
  '&amp;',
  'Aー',
  '\u{20bb7}',
];

const long = fc
  .tuple(fc.constantFrom(...repeated), fc.integer({ min: 20, max: 40_000 }))
  .map(([piece, times]) => piece.repeat(times));

/** Any code points, halves of pairs among them; made one by one, for a table of all of them takes seconds. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 24 })
  .map((points) => String.fromCodePoint(...points));

export const worldText: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom<string>(...short) },
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom<string>(...short), { maxLength: 6 }).map((parts) => parts.join('')),
  },
  { weight: 6, arbitrary: anything },
  { weight: 1, arbitrary: long },
);

/** Where another value was expected. `undefined`: nothing at all. */
export const worldValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: worldText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(undefined, null, true, 0, -1, 1e308, [], {}, [[[]]], [null], { '': '' }),
  },
);

/** So many changes, anywhere in a JSON value: another value in the place of one, or one more key. */
export const changes = (most: number): fc.Arbitrary<readonly Change[]> =>
  fc.array(fc.record({ at: fc.nat(10_000), value: worldValue, isMore: fc.boolean() }), { maxLength: most });

export interface Change {
  /** Which place, counted round. */
  readonly at: number;
  readonly value: unknown;
  /** Whether it is put in beside what is there, under a name nobody knows. */
  readonly isMore: boolean;
}

/** A copy of `json` with these changes. */
export function changed(json: unknown, all: readonly Change[]): unknown {
  let copy: unknown = structuredClone(json);
  for (const { at, value: shared, isMore } of all) {
    const value = structuredClone(shared);
    const places = placesIn(copy);
    const place = places[at % (places.length + 1)];
    if (!place) {
      copy = all.length > 1 ? copy : value;
      continue;
    }
    const [holder, key] = place;
    if (isMore && !Array.isArray(holder)) Reflect.set(holder, `${key}X`, value);
    else if (value === undefined) Reflect.deleteProperty(holder, key);
    else Reflect.set(holder, key, value);
  }
  return copy;
}

/** Every place of a JSON value that holds another. */
function placesIn(json: unknown): (readonly [object, string])[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => [[json, key] as const, ...placesIn(value)]);
}
