import fc from 'fast-check';
import type { EligibilityAnswer, Validity } from '../../../src/reception/answer.ts';
import { validities } from '../../../src/reception/answer.ts';
import type { PersonRecord } from '../../../src/reception/person.ts';
import type { SubsidyCertificate } from '../../../src/reception/subsidy.ts';

/** Somebody who exists in these cases only, and the marks by which nobody else is known. */
export interface MarkedPerson {
  readonly card: PersonRecord;
  readonly answer: EligibilityAnswer;
  readonly certificates: readonly SubsidyCertificate[];
  /** As they come out of {@link plain}, whatever was written. */
  readonly marks: readonly string[];
  /** Of these marks those that lead to where they live. */
  readonly placeMarks: readonly string[];
}

/** Two houses without a character, a kana or a number in common, so that a mark tells whose it is. */
const houses = {
  holder: {
    names: ['山田 花子', '髙橋 一郎', '𠮷野 桜', 'ＫＩＭ　ＭＩＮＪＵＮ', '長谷川 渚', '佐々木 寛'],
    kana: ['ﾔﾏﾀﾞ ﾊﾅｺ', 'ﾀｶﾊｼ ｲﾁﾛｳ', 'ﾖｼﾉ ｻｸﾗ', 'ｷﾑ ﾐﾝｼﾞｭﾝ', 'ﾊｾｶﾞﾜ ﾅｷﾞｻ', 'ｻｻｷ ﾋﾛｼ'],
    letter: 'K',
    town: '柊市緑町',
    insurer: '柊市国民健康保険',
    century: '19',
    digit: '4',
  },
  stranger: {
    names: ['鰐淵 鶴松', '蜂須賀 琴音', '鵜飼 椿', 'ＢＥＲＧＥＲ　ＳＯＰＨＥ', '鬼頭 葵', '轟 剣太'],
    kana: ['ﾜﾆﾌﾞﾁ ﾂﾙﾏﾂ', 'ﾊﾁｽｶ ｺﾄﾈ', 'ｳｶｲ ﾂﾊﾞｷ', 'ﾍﾞﾙｶﾞｰ ｿﾌｨｰ', 'ｷﾄｳ ｱｵｲ', 'ﾄﾄﾞﾛｷ ｹﾝﾀ'],
    letter: 'X',
    town: '榎島村白浜',
    insurer: '榎島村共済組合',
    century: '20',
    digit: '7',
  },
} as const;

export type House = keyof typeof houses;

/** Somebody of this house. @param born their birth date where it is another's */
export function personOf(house: House, born?: string): fc.Arbitrary<MarkedPerson> {
  const { names, kana, letter, town, insurer, century, digit } = houses[house];
  return fc
    .record({
      who: fc.nat(names.length - 1),
      number: fc.integer({ min: 10_000, max: 99_999 }),
      sex: fc.constantFrom('1', '2', '3'),
      validity: fc.constantFrom<Validity>(...validities),
      year: fc.integer({ min: 10, max: 23 }),
      has: fc.record({
        insurance: fc.boolean(),
        limit: fc.boolean(),
        assistance: fc.boolean(),
        patientNumber: fc.boolean(),
        warning: fc.boolean(),
        notDisclosed: fc.constantFrom(false, false, false, true),
      }),
    })
    .map(({ who, number, sex, validity, year, has }) => {
      const name = names[who] ?? '';
      const birthdate = born ?? `${century}${year}0${digit}1${digit}`;
      const address = `${town}${number}番${letter}号`;
      const insuranceNumber = `${letter}Q${number}`;
      const payer = `${digit}9${number}${digit}`;
      const warned = `${name}様(${letter}W${number})の資格`;
      const answer: EligibilityAnswer = {
        validity,
        name,
        nameKana: kana[who] ?? '',
        sex: sex as '1' | '2' | '3',
        birthdate,
        address,
        insurance: has.insurance
          ? {
              insurerNumber: `${digit}6${number}${digit}`,
              insurerName: insurer,
              insuredCardSymbol: `${letter}S${number}`,
              insuredIdentificationNumber: insuranceNumber,
              insuredBranchNumber: '01',
              personalFamilyClassification: '1',
              insuredPartialContributionRatio: '030',
              qualificationDate: '20240401',
            }
          : null,
        ...(has.limit ? { limit: { classification: '01', flag: 'A03', validFrom: '20240401' } } : {}),
        ...(has.assistance
          ? { medicalAssistance: { payerNumber: payer, recipientNumber: `${letter}R${number}`, validFrom: '20240401' } }
          : {}),
        ...(has.patientNumber ? { patientNumber: `${letter}P${number}` } : {}),
        ...(has.notDisclosed ? { notDisclosed: true } : {}),
        ...(has.warning ? { warning: warned } : {}),
      };
      const certificates: SubsidyCertificate[] = [
        {
          id: `c-${number}`,
          certificationName: `医療費助成${letter}${number}`,
          payerNumber: payer,
          recipientNumber: `${letter}T${number}`,
          prefecture: '13',
          municipality: `${letter}市役所`,
          alwaysReimbursed: false,
          validFrom: '20240401',
          notDisclosed: has.notDisclosed,
        },
      ];
      const letters = ['Q', 'S', 'R', 'P', 'T', 'W'].map((kind) => `${letter}${kind}${number}`);
      const numbers = [payer, `${digit}6${number}${digit}`];
      const parts = [name, kana[who] ?? ''].flatMap((text) => [text, ...text.split(/[ 　]/)]);
      const placeMarks = [address, town].map(plain);
      return {
        card: { name, address, birthdate, sex: sex as '1' | '2' | '3' },
        answer,
        certificates,
        marks: [...[...letters, ...numbers, insurer, ...parts].map(plain), ...placeMarks].filter(
          ({ length }) => length > 2,
        ),
        placeMarks,
      };
    });
}

/** The same person, born on the same day as another, and of the same sex. */
export function bornLike(person: MarkedPerson, { card: { birthdate, sex } }: MarkedPerson): MarkedPerson {
  return { ...person, answer: { ...person.answer, birthdate, sex } };
}

/** Text as marks are looked for in it: one width, no blanks, nothing escaped. */
export function plain(text: string): string {
  return text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .normalize('NFKC')
    .replaceAll(/\s/gu, '');
}
