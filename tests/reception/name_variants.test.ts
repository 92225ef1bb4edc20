import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareItems, compareLink } from '../../src/reception/link/compareLink.ts';
import { kanjiVariants } from '../../src/reception/link/kanjiVariants.ts';
import { registerForms } from '../../src/reception/link/registerForms.ts';
import { alike, nameKanji, newAndOld } from '../../src/reception/link/unicodeForms.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';

const born = { birthdate: '19850412', sex: '2' };
const differs = (card: string, answer: string, nameKana?: string) =>
  compareLink({ name: card, ...born }, { name: answer, ...born, ...(nameKana === undefined ? {} : { nameKana }) });

describe('ways of writing one name', () => {
  test.each([
    ['髙﨑　𠮷男', '高崎　吉男'],
    ['髙﨑　𠮷男', '高嵜吉男'],
    ['渡邊　太郎', '渡辺　太郎'],
    ['渡邉󠄂　太郎', '渡邊　太郎'],
    ['葛󠄀城　花子', '葛城 花子'],
    ['神\u{fe00}田', '\ufa19田'],
    ['\ufa19田　\ufa1b子', '神田　福子'],
    ['齋藤　學', '斉藤　学'],
    ['佐々木　ひな', '佐佐木　ヒナ'],
    ['小林　ひな', 'ｺﾊﾞﾔｼ ﾋﾅ'.replace('ｺﾊﾞﾔｼ', '小林')],
    ['三ヶ島　ヨシヱ', '三ケ島　ヨシエ'],
    ['西　ジョー', '西　ｼﾞﾖｰ'],
    ['西　ジョー', '西　ジョ－'],
    ['ＦＥＲＮＡＮＤＥＺ　ＭＡＲＩＡ', 'Fernandez Maria'],
    ['ＮＧＵＹＥＮ　ＶＡＮ　ＡＮＨ', 'VAN ANH NGUYEN'],
    ['ＡＮＮＥ－ＭＡＲＩＥ　ＤＵＢＯＩＳ', 'ANNE MARIE DUBOIS'],
    ['JOSÉ Ñuñez', 'JOSE NUNEZ'],
    ['マリア・サントス', 'マリア　サントス'],
    ['山田［佐藤］花子', '山田　花子'],
    ['山田［佐藤］花子', '佐藤　花子'],
    ['ＫＩＭ　ＹＵＮＡ（金田　優奈）', '金田　優奈'],
    ['ＫＩＭ　ＹＵＮＡ（金田　優奈）', 'KIM YUNA'],
    ['髙﨑　𠮷男', '●崎　●男'],
    ['髙﨑　𠮷男', '●﨑　●●男'],
    ['髙﨑　𠮷男', '高崎　？男'],
    // Code points of radicals, as some editors and printers' drivers leave them.
    ['⻑⾕川　太郎', '長谷川　太郎'],
    ['⻄⼭　⻘⼦', '西山　青子'],
    ['⻫藤　⿓⼀', '斉藤　竜一'],
    // Marks of repetition, and what is invisible.
    ['佐々木　奈〻子', '佐佐木　奈奈子'],
    ['いすゞ　みすゞ', 'イスズ　ミスズ'],
    ['菊\u200b池\u00a0健\ufeff太', '菊池　健太'],
    ['辻󠄀　榊󠄁', '辻　榊'],
    // 外字: unknown, and no word against it.
    ['渡\ue123　太郎', '渡邉　太郎'],
    ['\uf8f0橋　一郎', '髙橋　一郎'],
    ['山\u{f0001}　健太', '山﨑　健太'],
    ['渡●　\ue000子', '渡辺　惠子'],
    ['𠮷田　花子', 'ヨシ田　花子'],
    ['PEDRO SILVA', 'ペドロ　シルバ'],
    ['JOHN SMITH', 'ｽﾐｽ･ｼﾞﾖﾝ'],
    // Foreign names: letters, kana, 漢字, alias.
    ['KIM MINJUN', 'キム　ミンジュン'],
    ['ＫＩＭ　ＭＩＮＪＵＮ', 'ｷﾑ ﾐﾝｼﾞﾕﾝ'],
    ['ＫＩＭ　ＭＩＮＪＵＮ', 'KIM MIN JUN'],
    ['ＫＩＭ　ＭＩＮＪＵＮ', 'MINJUN KIM'],
    ['ＫＩＭ　ＭＩＮＪＵＮ　金敏俊', 'KIM MINJUN'],
    ['ＫＩＭ　ＭＩＮＪＵＮ　金敏俊', '金　敏俊'],
    ['ＫＩＭ　ＹＵＮＡ／金田　優奈', '金田　優奈'],
    ['ＫＩＭ　ＹＵＮＡ（通称：金田　優奈）', '金田優奈'],
    ['ĐẶNG THỊ THU HÀ', 'DANG THI THU HA'],
    ['ŁUKASZ SØRENSEN', 'LUKASZ SORENSEN'],
    ['ジョン・スミス', 'ジョン　スミス'],
  ])('%s is %s', (card, answer) => {
    expect(differs(card, answer)).toEqual([]);
    expect(differs(answer, card)).toEqual([]);
  });

  test('takes a foreign name that a short field cut off, and not one cut to nothing', () => {
    const whole = 'ＦＥＲＮＡＮＤＥＺ　ＤＥ　ＬＡ　ＣＲＵＺ　ＡＬＥＸＡＮＤＲＡ　ＭＡＲＩＡ　ＤＯＬＯＲＥＳ';
    expect(differs(whole, 'FERNANDEZ DE LA CRUZ ALEX')).toEqual([]);
    expect(differs('FERNANDEZ DE LA', whole)).toEqual(['name']);
    expect(differs(whole, 'FERNANDEZ')).toEqual(['name']);
    const kana = 'フェルナンデス・デ・ラ・クルス・アレクサンドラ';
    expect(differs(kana, 'フエルナンデス・デ・ラ・クルス・アレクサン')).toEqual(['name']);
    expect(differs(`${kana}・マリア`, `${kana}・マ`)).toEqual([]);
    expect(differs('NGUYEN THI THU HA', 'NGUYEN THI THU')).toEqual(['name']);
  });

  test('takes the reading where the registered name is in kana', () => {
    expect(differs('マリア　サントス', 'SANTOS MARIA', 'ﾏﾘｱ ｻﾝﾄｽ')).toEqual([]);
    expect(differs('山田　花子', '鈴木　花子', 'ﾔﾏﾀﾞ ﾊﾅｺ')).toEqual(['name']);
    expect(differs('KIM MINJUN', '金　敏俊', 'ｷﾑ ﾐﾝｼﾞﾕﾝ')).toEqual([]);
    expect(differs('KIM MINJUN', '金　敏真', 'ｷﾑ ﾐﾝｼﾞﾝ')).toEqual(['name']);
  });

  test('takes the second name where one is answered, and its reading where the card has no 漢字', () => {
    const card = { name: 'ＫＩＭ　ＭＩＮＪＵＮ', ...born };
    const answer = { name: '金田　俊', nameKana: 'ｶﾈﾀﾞ ｼﾕﾝ', ...born };
    expect(compareLink(card, answer)).toEqual(['name']);
    expect(compareLink(card, { ...answer, nameOfOther: 'KIM MINJUN' })).toEqual([]);
    expect(compareLink(card, { ...answer, nameOfOtherKana: 'ｷﾑ ﾐﾝｼﾞﾕﾝ' })).toEqual([]);
    expect(compareLink(card, { ...answer, nameOfOther: '', nameOfOtherKana: ' ' })).toEqual(['name']);
  });
});

describe('another person', () => {
  test.each([
    ['山田　花子', '山田　花'],
    ['山田　花子', '山田　華子'],
    ['山田　花子', '佐藤　花子'],
    ['埼玉　一', '崎玉　一'],
    ['山田　花子', '●●　●●'],
    ['山田　花子', '山●　●●'],
    ['山田　花子', ''],
    ['林　子', '木　子'],
    ['西　ジョー', '西　ジョ'],
    ['ＫＩＭ　ＹＵＮＡ（金田　優奈）', '金田'],
    ['ＮＧＵＹＥＮ　ＶＡＮ　ＡＮＨ', 'NGUYEN VAN'],
    ['KIM MINJUN', 'キム　ミンジン'],
    ['KIM MINJUN', 'KIM MINJUNG'],
    ['\ue000\ue001　\ue002\ue003', '山田　花子'],
    ['山田　\ue000子', '山田　花子'],
    ['山\ue000　\ue001', '山\ue002　\ue003'],
    ['山田　佑子', '山田　祐子'],
    ['山田　琉', '山田　瑠'],
    ['山田　マリ子', '山田　真子'],
  ])('%s is not %s', (card, answer) => {
    expect(differs(card, answer)).toEqual(['name']);
  });

  test('is seen by birth date and by sex, unless nobody entered a sex', () => {
    const card = { name: '山田　花子', birthdate: '19850412', sex: '2' };
    expect(compareLink(card, { ...card, birthdate: '19850413' })).toEqual(['birthdate']);
    expect(compareLink(card, { ...card, sex: '1' })).toEqual(['sex']);
    expect(compareLink(card, { ...card, sex: '3' })).toEqual([]);
    expect(compareLink({ ...card, sex: '9' }, card)).toEqual([]);
    expect(compareLink(card, { name: '阿部　直樹', birthdate: '19790202', sex: '1' })).toEqual([
      'name',
      'birthdate',
      'sex',
    ]);
  });

  test('is what nobody is called: a text longer than any name, a list of people', () => {
    const long = 'ＭＡＲＩＡ　'.repeat(40);
    expect(differs(long, long)).toEqual(['name']);
    // What cannot be seen makes no name longer.
    expect(differs('辻'.repeat(150), Array.from('辻'.repeat(150)).join('\u{e0100}'))).toEqual([]);
    expect(differs('鈴木／佐藤／高橋／山田　花子', '山田　花子')).toEqual([]);
    expect(differs('鈴木／佐藤／高橋／田中／山田　花子', '山田　花子')).toEqual(['name']);
  });

  test('no two fixture people pass for each other', () => {
    const people = loadPeople(projectRoot());
    for (const one of people) {
      for (const other of people) {
        const alike = differs(one.name, other.name).length === 0;
        expect([one.id, other.id, alike]).toEqual([one.id, other.id, one === other]);
      }
    }
  });
});

describe('what the characters are', () => {
  const variants = kanjiVariants();
  const areOne = (one: string, other: string) => variants.areAlike(variants.headOf(one), variants.headOf(other));

  test('is Unicode’s own word: each compatibility ideograph and each radical is the ideograph it stands for', () => {
    for (let code = 0x2e80; code <= 0x2fa1d; code++) {
      const character = String.fromCodePoint(code);
      const folded = character.normalize('NFKC');
      const isRow = (code >= 0xf900 && code <= 0xfaff) || code >= 0x2f800 || (code >= 0x2e80 && code <= 0x2fd5);
      if (isRow && folded !== character)
        expect([code.toString(16), areOne(character, folded)]).toEqual([code.toString(16), true]);
    }
    expect(
      ['⻑長', '⾕谷', '⺟母', '⼭山', '⻄西', '⻘青'].filter(([one = '', other = '']) => !areOne(one, other)),
    ).toEqual([]);
  });

  test('never makes one name of two characters that both may be given', () => {
    const names = Array.from(nameKanji);
    const oldForms = new Set(newAndOld.trim().split(/\s+/));
    for (const pair of alike.trim().split(/\s+/)) {
      const [one = '', other = ''] = Array.from(pair);
      expect([pair, names.includes(one) && names.includes(other)]).toEqual([pair, false]);
      expect(oldForms.has(pair)).toBe(false);
    }
    for (const pair of ['祐佑', '琉瑠', '耀曜', '敦惇', '幸倖', '埼崎', '太大', '土士', '坂阪', '未末'])
      expect([pair, areOne(pair.charAt(0), pair.charAt(1))]).toEqual([pair, false]);
  });

  test('says by hand only what Unicode does not say', () => {
    const known = new Set([...alike.trim().split(/\s+/), ...newAndOld.trim().split(/\s+/)]);
    for (const group of registerForms.trim().split(/\s+/)) {
      const [first = '', ...others] = Array.from(group);
      for (const other of others) expect([group, known.has([first, other].sort().join(''))]).toEqual([group, false]);
    }
  });

  test('can be added to, and joins the groups that an addition touches', () => {
    const more = kanjiVariants(['坂阪', '阪﨑']);
    const card = { name: '坂本　高', ...born };
    expect(compareLink(card, { name: '阪本　髙', ...born })).toEqual(['name']);
    expect(compareLink(card, { name: '阪本　髙', ...born }, more)).toEqual([]);
    expect(compareLink(card, { name: '﨑本　高', ...born }, more)).toEqual([]);
  });
});

/** Kanji in no group, so that a changed one is another name. */
const ordinary = Array.from('山田花子鈴木伊藤美咲健太小林直樹');
const writtenSeveralWays = fc.constantFrom(
  ...[...newAndOld.trim().split(/\s+/), ...alike.trim().split(/\s+/), ...registerForms.trim().split(/\s+/)].map(
    (pair) => Array.from(pair).slice(0, 2),
  ),
);
const kanjiName = fc.array(fc.constantFrom(...ordinary), { minLength: 2, maxLength: 6 }).map((each) => each.join(''));

describe('what cannot be said', () => {
  test.each([
    ['山田　花子', '●●　●●', 'unknown'],
    ['山田　花子', '', 'unknown'],
    ['山田　花子', 'ヤマ田　花子', 'unknown'],
    ['山田　惠子', '山田　ケイ子', 'unknown'],
    ['LIN MEI／林美', '林　美', 'unknown'],
    ['山田　花子', 'ヤマダ　ハナコ', 'unknown'],
    ['KIM MINJUN', '金　敏俊', 'unknown'],
    ['NGUYEN VAN ANH', 'グエン　ヴァン　アイン', 'unknown'],
    ['MARIA CRUZ SANTOS', 'MARIA SANTOS', 'unknown'],
    ['MARIA C SANTOS', 'MARIA CRUZ SANTOS', 'unknown'],
    ['山田　花子', '●木　花子', 'other'],
    ['山田　花子', 'ヨシ木　花子', 'other'],
    ['山田　花子', '佐藤　花子', 'other'],
    ['MARIA SANTOS', 'MARIA CRUZ', 'other'],
  ] as const)('%s and %s: %s, held back in any case', (card, answer, verdict) => {
    const [one, other] = [
      { name: card, ...born },
      { name: answer, ...born },
    ];
    expect(compareItems(one, other).name).toBe(verdict);
    expect(compareItems(other, one).name).toBe(verdict);
    expect(compareLink(one, other)).toEqual(['name']);
  });
});

test.each(['‐／金田', '＆/K', '♪|優奈'])(
  'a sign alone before a stroke is no name: %s is itself, by what follows',
  (text) => {
    expect(differs(text, text)).toEqual([]);
  },
);

describe('whatever the name', () => {
  test('one of its characters in another form, with selectors and blanks strewn in, is no difference', () => {
    fc.assert(
      fc.property(kanjiName, writtenSeveralWays, fc.nat(), fc.nat(), fc.nat(6), (name, forms, one, other, at) => {
        const withForm = (index: number) => [...name.slice(0, at), forms[index % forms.length], ...name.slice(at)];
        const strewn = withForm(other).join('\u{e0101}　');
        expect(differs(withForm(one).join(''), strewn)).toEqual([]);
      }),
    );
  });

  test('one ordinary character changed, added or left out is a difference', () => {
    fc.assert(
      fc.property(kanjiName, fc.constantFrom(...ordinary), fc.nat(5), (name, character, at) => {
        const index = at % name.length;
        const changed = name.slice(0, index) + character + name.slice(index + 1);
        expect(differs(name, changed)).toEqual(changed === name ? [] : ['name']);
        expect(differs(name, name + character)).toEqual(['name']);
        if (name.length > 2) expect(differs(name, name.slice(1))).toEqual(['name']);
      }),
    );
  });

  test('the comparison has no side, never throws, and every text is its own', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(differs(one, other)).toEqual(differs(other, one));
        // Marks for characters nobody knows, marks that repeat what nothing stands before, and numbers are no letters.
        const plain = one.normalize('NFKC');
        if (/[\p{L}]/u.test(plain) && !/[\s(（[［●■□〓◆◇○◯※*?\ufffd々〻〃仝ゝゞヽヾ]|\p{N}|\p{Co}/u.test(plain))
          expect(differs(one, one)).toEqual([]);
      }),
    );
  });
});
