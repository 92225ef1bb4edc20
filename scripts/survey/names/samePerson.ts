import iconv from 'iconv-lite';
import type { Random } from '../../../src/kernel/seededRandom.ts';
import type { AnswerSide } from '../../../src/reception/link/compareLink.ts';
import {
  aliases,
  families,
  foreigners,
  kanaGiven,
  longNames,
  marked,
  newGiven,
  oldGiven,
  oneOf,
  plainFamilies,
} from './people.ts';

/** What the answer says of names. */
export type AnsweredName = Pick<AnswerSide, 'name' | 'nameKana' | 'nameOfOther' | 'nameOfOtherKana'>;

/** A pair of one class: the card's name, and the answer's. */
export interface NamePair {
  readonly card: string;
  readonly answer: AnsweredName;
}

export type Grammar = Readonly<Record<string, (random: Random) => NamePair>>;

const pair = (card: string, name: string, more: Omit<AnsweredName, 'name'> = {}): NamePair => ({
  card,
  answer: { name, ...more },
});

const ordinary = (random: Random): string => `${oneOf(random, plainFamilies)}　${newGiven(random)}`;
const either = (random: Random, card: string, other: string): NamePair =>
  random() < 0.5 ? pair(card, other) : pair(other, card);

/** Only what the older character sets hold: JIS X 0208, without the vendors' own rows. */
function inOldSet(character: string): boolean {
  const bytes = iconv.encode(character, 'eucjp');
  return (
    iconv.decode(bytes, 'eucjp') === character && bytes.length === 2 && (bytes[0] ?? 0) < 0xf5 && bytes[0] !== 0xad
  );
}

function fullWidth(text: string): string {
  return text
    .replaceAll(/[!-~]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0))
    .replaceAll(' ', '　');
}

/** Half-width katakana, as the mainframes of insurers have them; small kana large on the older ones. */
function halfWidth(kana: string, isOld: boolean): string {
  const rows = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｧｨｩｪｫｯｬｭｮｰ';
  const halves = new Map(Array.from(rows, (each) => [each.normalize('NFKC'), each]));
  const large = (each: string) =>
    isOld ? ({ ｬ: 'ﾔ', ｭ: 'ﾕ', ｮ: 'ﾖ', ｯ: 'ﾂ', ｨ: 'ｲ', ｪ: 'ｴ', ｧ: 'ｱ', ｫ: 'ｵ', ｩ: 'ｳ' }[each] ?? each) : each;
  return Array.from(kana.normalize('NFD'), (each) => {
    if (each === '\u3099') return 'ﾞ';
    if (each === '\u309a') return 'ﾟ';
    return each === '　' ? ' ' : large(halves.get(each) ?? each);
  }).join('');
}

function katakana(hiragana: string): string {
  return hiragana.replaceAll(/[\u3041-\u3096]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0x60));
}

/** What looks like a 漢字 and is a code point of its own, by the mapping that any Unicode library has. */
const lookalikes = (from: number, to: number): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (let code = from; code <= to; code++) {
    const [odd, plain] = [String.fromCodePoint(code), String.fromCodePoint(code).normalize('NFKC')];
    if (plain !== odd) found.set(plain, [...(found.get(plain) ?? []), odd]);
  }
  return found;
};
const kangxi = lookalikes(0x2f00, 0x2fd5);
const compatibility = lookalikes(0xf900, 0xfaff);
/** From the chart of CJK RADICALS SUPPLEMENT, as they appear in the text of converted PDF files. */
const supplement = new Map([
  ['長', ['⻑']],
  ['青', ['⻘']],
  ['西', ['⻄']],
  ['竜', ['⻯']],
  ['斉', ['⻫']],
  ['食', ['⻝']],
  ['黄', ['⻩']],
  ['亀', ['⻲']],
  ['母', ['⺟']],
  ['民', ['⺠']],
  ['雨', ['⻗']],
  ['鬼', ['⻤']],
  ['歯', ['⻭']],
]);

function replaced(random: Random, name: string, ...tables: readonly ReadonlyMap<string, readonly string[]>[]): string {
  return Array.from(name, (each) => {
    const others = tables.flatMap((table) => table.get(each) ?? []);
    return others.length > 0 ? oneOf(random, others) : each;
  }).join('');
}

const withRadicals = '長谷川 西山 青山 小川 金子 山口 大谷 田中 木村 石井 竹田 三田 黄田 母里 青木 長野 西川'.split(
  ' ',
);
const compatible = [
  '神田　福子',
  '猪股　祥子',
  '都築　靖',
  '諸岡　逸子',
  '海老原　梅子',
  '祝　精一',
  '羽田　飯子',
  '勉強　祐一',
  '館山　敏子',
  '難波　頼子',
];
const gaiji = ['\ue000', '\ue0a1', '\ue757', '\uf040', '\uf8f0', '\u{f0041}'] as const;

/** A system that lacks a character of the family's name puts its own in its place. */
function unwritten(random: Random, mark: () => string): NamePair {
  const [odd] = oneOf(random, families);
  const given = random() < 0.3 ? oneOf(random, oldGiven)[0] : newGiven(random);
  const written = Array.from(odd, (each) => (inOldSet(each) ? each : mark())).join('');
  const isThere = written !== odd;
  return pair(`${odd}　${given}`, `${isThere ? written : mark() + Array.from(odd).slice(1).join('')}　${given}`);
}

/**
 * How one person's name comes in two ways: municipalities, insurers' mainframes, other vendors' programs, editors on
 * Windows and macOS. What decides of these is only who writes them.
 */
export const samePerson: Grammar = {
  'blanks and width': (random) => {
    const name = ordinary(random);
    const blank = oneOf(random, ['', ' ', '　　', '\u00a0', '\t', ' 　']);
    return either(random, name, name.replace('　', blank));
  },
  'old and new form in the family': (random) => {
    const [card, ...others] = oneOf(random, families);
    const given = newGiven(random);
    return either(random, `${card}　${given}`, `${oneOf(random, others)}　${given}`);
  },
  'old and new form in the given name': (random) => {
    const [card, other] = oneOf(random, oldGiven);
    const family = oneOf(random, plainFamilies);
    return either(random, `${family}　${card}`, `${family} ${other}`);
  },
  'both at once, no blank': (random) => {
    const [family, ...families2] = oneOf(random, families);
    const [given, other] = oneOf(random, oldGiven);
    return either(random, `${family}　${given}`, `${oneOf(random, families2)}${other}`);
  },
  'code points of radicals': (random) => {
    const name = `${oneOf(random, withRadicals)}　${oneOf(random, ['一', '青子', '大', '文子', '長一', '立', '玄'])}`;
    return either(random, name, replaced(random, name, kangxi, supplement));
  },
  'compatibility ideographs': (random) => {
    const name = oneOf(random, compatible);
    return either(random, name, replaced(random, name, compatibility));
  },
  'variation selectors': (random) => {
    const name = ordinary(random);
    const selectors = ['\u{e0100}', '\u{e0101}', '\u{e0103}', '\ufe00', '\ufe01'];
    const odd = Array.from(name, (each) => (random() < 0.4 && each !== '　' ? each + oneOf(random, selectors) : each));
    return either(random, name, odd.join(''));
  },
  'what is invisible': (random) => {
    const name = ordinary(random);
    const at = Math.floor(random() * name.length);
    const hidden = oneOf(random, ['\ufeff', '\u200b', '\u200e', '\u00ad', '\u2060', '\u202c']);
    return either(random, name, name.slice(0, at) + hidden + name.slice(at));
  },
  '外字 of the private use area': (random) => unwritten(random, () => oneOf(random, gaiji)),
  'a mark for what cannot be written': (random) => unwritten(random, () => oneOf(random, ['●', '？', '〓', '■', '?'])),
  'marks of repetition': (random) => {
    const [card, other] = oneOf(random, [
      ['佐々木', '佐佐木'],
      ['野々村', '野野村'],
      ['代々木', '代〻木'],
      ['奈々瀬', '奈奈瀬'],
      ['佐々', '佐佐'],
    ] as const);
    const [given, second] = oneOf(random, [
      ['みすゞ', 'みすず'],
      ['奈々', '奈奈'],
      ['すゝむ', 'すすむ'],
      ['寿々子', '寿寿子'],
      ['いさゝ', 'イササ'],
    ] as const);
    return either(random, `${card}　${given}`, `${other}　${second}`);
  },
  'given names in kana': (random) => {
    const [family, given] = [oneOf(random, plainFamilies), oneOf(random, kanaGiven)];
    const other = oneOf(random, [
      katakana(given),
      halfWidth(katakana(given), false),
      halfWidth(katakana(given), true),
      given.normalize('NFD'),
      given.replaceAll('を', 'お').replaceAll('づ', 'ず').replaceAll('ゑ', 'え'),
    ]);
    return either(random, `${family}　${given}`, `${family}　${other}`);
  },
  旧氏: (random) => {
    const [family, before] = [oneOf(random, plainFamilies), oneOf(random, plainFamilies)];
    const given = newGiven(random);
    const [open = '', close = ''] = oneOf(random, ['［］', '（）', '[]', '()', '〔〕']);
    return pair(`${family}${open}${before}${close}${given}`, `${random() < 0.5 ? family : before}　${given}`);
  },
  'letters: width, case, marks, order': (random) => {
    const [card, other] =
      random() < 0.5 ? oneOf(random, marked) : ([oneOf(random, foreigners)[0], oneOf(random, foreigners)[0]] as const);
    const plain = marked.some(([each]) => each === card) ? other : card;
    const parts = plain.split(' ');
    const turned = [...parts.slice(1), parts[0] ?? ''];
    const name = oneOf(random, [
      plain,
      fullWidth(plain),
      plain.toLowerCase(),
      turned.join(' '),
      parts.join('，'),
      parts.join('・'),
      parts.join('-'),
      turned.join(', '),
      plain.replaceAll(/(?<= .*) /g, ''),
    ]);
    return pair(random() < 0.5 ? card : fullWidth(card), name);
  },
  'letters cut off by a short field': (random) => {
    const name = oneOf(random, longNames);
    return either(random, fullWidth(name), name.slice(0, oneOf(random, [20, 25, 30, 32])).trim());
  },
  'letters with 漢字 or alias': (random) => {
    const [latin, , kanji] = oneOf(
      random,
      foreigners.filter(([, , each]) => each !== ''),
    );
    const second = random() < 0.5 ? kanji : oneOf(random, aliases);
    const both = oneOf(random, [
      `${latin}（${second}）`,
      `${latin}／${second}`,
      `${latin}　${second}`,
      `${latin}(通称：${second})`,
      `${latin} 通称名 ${second}`,
      `${latin}〔${second}〕`,
    ]);
    return either(random, fullWidth(both), random() < 0.5 ? latin : second);
  },
  'letters, and kana by their sound': (random) => {
    const [latin, kana] = oneOf(random, foreigners);
    return either(random, latin, random() < 0.5 ? kana : halfWidth(kana, random() < 0.5));
  },
  'letters, and 漢字 with its reading': (random) => {
    const [latin, kana, kanji] = oneOf(
      random,
      foreigners.filter(([, , each]) => each !== ''),
    );
    return pair(latin, kanji, { nameKana: halfWidth(kana, random() < 0.5) });
  },
  'a second name answered': (random) => {
    const [latin, kana] = oneOf(random, foreigners);
    const alias = oneOf(random, aliases);
    return random() < 0.5
      ? pair(fullWidth(latin), alias, { nameOfOther: latin, nameOfOtherKana: halfWidth(kana, true) })
      : pair(alias, latin, { nameOfOther: alias.replace('　', ' ') });
  },
  'kana in the place of a 漢字': (random) => {
    const [card, kana] = oneOf(random, [
      ['𠮷田', 'ヨシ田'],
      ['髙橋', 'タカ橋'],
      ['山﨑', '山サキ'],
      ['渡邉', 'ワタ邉'],
      ['濵田', 'ハマ田'],
    ] as const);
    const given = newGiven(random);
    return pair(`${card}　${given}`, `${kana}　${given}`);
  },
  'middle names left out': (random) => {
    const [first = '', middle = '', ...last] = oneOf(random, [
      'ANA PAULA SUZUKI',
      'TRAN THI HOA',
      'JOSE LUIS GARCIA',
      'MARY ANN REYES CRUZ',
    ]).split(' ');
    return pair(
      [first, middle, ...last].join(' '),
      random() < 0.5 ? [first, ...last].join(' ') : [first, middle.charAt(0), ...last].join(' '),
    );
  },
};
