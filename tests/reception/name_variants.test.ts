import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLink } from '../../src/reception/link/compareLink.ts';
import { kanjiVariants } from '../../src/reception/link/kanjiVariants.ts';
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
  ])('%s is %s', (card, answer) => {
    expect(differs(card, answer)).toEqual([]);
    expect(differs(answer, card)).toEqual([]);
  });

  test('takes a foreign name that a short field cut off, and not one cut to nothing', () => {
    const whole = 'ＦＥＲＮＡＮＤＥＺ　ＤＥ　ＬＡ　ＣＲＵＺ　ＡＬＥＸＡＮＤＲＡ　ＭＡＲＩＡ　ＤＯＬＯＲＥＳ';
    expect(differs(whole, 'FERNANDEZ DE LA CRUZ ALEX')).toEqual([]);
    expect(differs('FERNANDEZ DE LA', whole)).toEqual([]);
    expect(differs(whole, 'FERNANDEZ')).toEqual(['name']);
    expect(differs('フェルナンデス・デ・ラ・クルス', 'フエルナンデス・デ・ラ・クルス・アレクサンドラ')).toEqual([]);
  });

  test('takes the reading where the registered name is in kana', () => {
    expect(differs('マリア　サントス', 'SANTOS MARIA', 'ﾏﾘｱ ｻﾝﾄｽ')).toEqual([]);
    expect(differs('山田　花子', '鈴木　花子', 'ﾔﾏﾀﾞ ﾊﾅｺ')).toEqual(['name']);
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

describe('the table of variants', () => {
  const table = kanjiVariants();

  test('leads from every member to one head, and from there no further', () => {
    for (const [member, head] of table) expect([member, table.get(head) ?? head]).toEqual([member, head]);
  });

  test('can be added to, and joins the groups that an addition touches', () => {
    const more = kanjiVariants(['坂阪', '阪﨑']);
    const card = { name: '坂本　高', ...born };
    expect(compareLink(card, { name: '阪本　髙', ...born })).toEqual(['name']);
    expect(compareLink(card, { name: '阪本　髙', ...born }, more)).toEqual([]);
    expect(compareLink(card, { name: '嵜本　高', ...born }, more)).toEqual([]);
  });

  test('is never left to Unicode: what NFKC would change among kanji is in the table, character by character', () => {
    for (let code = 0x3400; code <= 0x2fa1d; code++) {
      const isIdeograph = /^\p{Unified_Ideograph}$/u.test(String.fromCodePoint(code));
      const isCompatibility = (code >= 0xf900 && code <= 0xfaff) || code >= 0x2f800;
      if (!isIdeograph && !isCompatibility) continue;
      const character = String.fromCodePoint(code);
      const folded = character.normalize('NFKC');
      if (folded === character) continue;
      expect(table.get(character), code.toString(16)).toBe(table.get(folded) ?? folded);
    }
  });
});

/** Kanji in no group, so that a changed one is another name. */
const ordinary = Array.from('山田花子鈴木伊藤美咲健太小林直樹');
const variants = kanjiVariants();
const groups = new Map<string, string[]>();
for (const [member, head] of variants) groups.set(head, [...(groups.get(head) ?? [head]), member]);
const writtenSeveralWays = fc.constantFrom(...[...groups.values()].map((each) => [...new Set(each)]));
const kanjiName = fc.array(fc.constantFrom(...ordinary), { minLength: 2, maxLength: 6 }).map((each) => each.join(''));

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
        if (/[\p{L}]/u.test(one) && !/[\s(（[［]/u.test(one)) expect(differs(one, one)).toEqual([]);
      }),
    );
  });
});
