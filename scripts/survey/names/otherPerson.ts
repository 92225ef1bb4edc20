import type { Random } from '../../../src/kernel/seededRandom.ts';
import {
  aliases,
  families,
  familiesOfOneReading,
  foreigners,
  givenKanji,
  lookAlikes,
  newGiven,
  oneOf,
  plainFamilies,
  sameReading,
  twoOf,
} from './people.ts';
import type { Grammar, NamePair } from './samePerson.ts';

const pair = (card: string, name: string, nameKana?: string): NamePair => ({
  card,
  answer: { name, ...(nameKana === undefined ? {} : { nameKana }) },
});

/** Another character in one place. */
function changed(random: Random, name: string): string {
  const characters = Array.from(name);
  const at = Math.floor(random() * characters.length);
  const [one, other] = twoOf(random, givenKanji);
  return characters.map((each, index) => (index === at ? (each === one ? other : one) : each)).join('');
}

/** Two given names of brothers and sisters: never the same. */
function siblings(random: Random): readonly [string, string] {
  const one = newGiven(random);
  const other = newGiven(random);
  return one === other ? siblings(random) : [one, other];
}

const twins = [
  '美咲 美桜',
  '健太 健人',
  '花子 葉子',
  '陽菜 陽葵',
  '太一 太二',
  '真由 真央',
  '蒼太 蒼介',
  '結衣 結菜',
].map((each) => each.split(' '));
const ways = [
  (name: string) => name,
  (name: string) => name.replace('　', ''),
  (name: string) => `${name.slice(0, 1)}\u{e0101}${name.slice(1)}`,
];

/**
 * Two people born on one day and of one sex: whatever could lead an answer to the wrong card, with the names as near to
 * each other as they come.
 */
export const otherPerson: Grammar = {
  'two people': (random) => {
    const [one, other] = twoOf(random, plainFamilies);
    return pair(`${one}　${newGiven(random)}`, `${other}　${newGiven(random)}`);
  },
  'one family, another given name': (random) => {
    const family = oneOf(random, plainFamilies);
    const [one, other] = siblings(random);
    return pair(`${family}　${one}`, `${family}　${other}`);
  },
  'one 漢字 of the given name': (random) => {
    const family = oneOf(random, plainFamilies);
    const given = newGiven(random);
    return pair(`${family}　${given}`, `${family}　${changed(random, given)}`);
  },
  'one 漢字 of the family': (random) => {
    const [family, given] = [oneOf(random, plainFamilies).replace('々', '野'), newGiven(random)];
    return pair(`${family}　${given}`, `${changed(random, family)}　${given}`);
  },
  'twins who share a 漢字': (random) => {
    const family = oneOf(random, plainFamilies);
    const [one = '', other = ''] = oneOf(random, twins);
    return pair(`${family}　${one}`, oneOf(random, ways)(`${family}　${other}`));
  },
  'given names of one reading': (random) => {
    const family = oneOf(random, plainFamilies);
    const [one, other] = twoOf<string>(random, oneOf(random, sameReading));
    return pair(`${family}　${one}`, `${family}　${other}`, 'ﾔﾏﾀﾞ ﾕｳｺ');
  },
  'families of one reading': (random) => {
    const [one, other] = twoOf<string>(random, oneOf(random, familiesOfOneReading));
    const given = newGiven(random);
    return pair(`${one}　${given}`, `${other}　${given}`);
  },
  '漢字 that look alike': (random) => {
    const family = oneOf(random, plainFamilies);
    const [one, other] = oneOf(random, lookAlikes);
    const rest = oneOf(random, ['子', '一', '美', '郎', '']);
    return random() < 0.5
      ? pair(`${family}　${one}${rest}`, `${family}　${other}${rest}`)
      : pair(`${family}　${other}${rest}`, `${family}${one}${rest}`);
  },
  'a sibling, and the family in an old form': (random) => {
    const [card, ...others] = oneOf(random, families);
    const [one, other] = siblings(random);
    return pair(`${card}　${one}`, `${oneOf(random, others)}${oneOf(random, ['', '　'])}${other}`);
  },
  'a sibling, and 外字 in the family': (random) => {
    const [card] = oneOf(random, families);
    const [one, other] = siblings(random);
    const mark = oneOf(random, ['\ue000', '\uf8f0', '●', '？']);
    return pair(`${card}　${one}`, `${mark}${Array.from(card).slice(1).join('')}　${other}`);
  },
  'twins, and 外字 where they differ': (random) => {
    const family = oneOf(random, plainFamilies);
    const [one = '', other = ''] = oneOf(random, twins);
    const mark = oneOf(random, ['\ue000', '●']);
    const hidden = Array.from(other, (each, at) => (each === Array.from(one)[at] ? each : mark)).join('');
    return pair(`${family}　${one}`, `${family}　${hidden}`);
  },
  'one character more or less': (random) => {
    const family = oneOf(random, plainFamilies);
    const given = newGiven(random);
    const more = `${given}${oneOf(random, ['子', '美', '男', '郎'])}`;
    return random() < 0.5
      ? pair(`${family}　${given}`, `${family}　${more}`)
      : pair(`${family}${more}`, `${family}${given}`);
  },
  'kana names that differ in a sound': (random) => {
    const [one, other] = oneOf(random, [
      ['ひな', 'ひなた'],
      ['はるか', 'はるな'],
      ['あかり', 'あかね'],
      ['ゆい', 'ゆり'],
      ['さくら', 'さつき'],
      ['かんな', 'かな'],
      ['じゅん', 'じゅんこ'],
    ] as const);
    const family = oneOf(random, plainFamilies);
    return pair(`${family}　${one}`, `${family}　${other}`);
  },
  'foreign: one family, another given name': (random) => {
    const family = oneOf(random, ['NGUYEN', 'KIM', 'SANTOS', 'SILVA', 'TRAN']);
    const [one, other] = twoOf(random, [
      'MINJUN',
      'MINJI',
      'MINJUNG',
      'MARIA',
      'MARIO',
      'ANA',
      'ANNA',
      'HOA',
      'HOAI',
      'VAN ANH',
      'VAN AN',
    ]);
    return pair(`${family} ${one}`, oneOf(random, [`${family} ${other}`, `${other} ${family}`, `${family}${other}`]));
  },
  'foreign: a sibling in kana': (random) => {
    const family = oneOf(random, [
      ['KIM', 'キム'],
      ['SANTOS', 'サントス'],
      ['PAK', 'パク'],
    ] as const);
    const [[one], [, other]] = twoOf(random, [
      ['MINJUN', 'ミンジュン'],
      ['MINJIN', 'ミンジン'],
      ['MINJI', 'ミンジ'],
      ['MARIA', 'マリア'],
      ['MARIO', 'マリオ'],
      ['SUJIN', 'スジン'],
      ['SUJI', 'スジ'],
      ['ANA', 'アナ'],
      ['ANITA', 'アニタ'],
    ] as const);
    return pair(`${family[0]} ${one}`, `${family[1]}　${other}`);
  },
  'foreign: an alias of somebody else': (random) => {
    const [[latin], [other]] = twoOf(random, foreigners);
    const [mine, theirs] = twoOf(random, aliases);
    return pair(`${latin}（${mine}）`, oneOf(random, [theirs, `${other}／${theirs}`, other]));
  },
};
