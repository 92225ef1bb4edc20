import type { EligibilityAnswer, Validity } from '../../reception/answer.ts';

type Insurance = NonNullable<EligibilityAnswer['insurance']>;
type Limit = NonNullable<EligibilityAnswer['limit']>;
type Disease = NonNullable<EligibilityAnswer['specificDiseases']>[number];

/** What stands on a claim, in the words of the field: the eligibility system answers in codes. */
export const validityWords: Readonly<Record<Validity, string>> = {
  valid: '有効',
  invalid: '無効',
  'newer-exists': '無効（新しい資格があります）',
  'none-found': '資格情報なし',
  'several-found': '複数該当',
  'valid-unregistered': '有効（医療扶助・未登録）',
};

export const classificationWords: Readonly<Record<NonNullable<Insurance['insuredCardClassification']>, string>> = {
  '01': '一般',
  '02': '退職者',
  '03': '短期',
  '04': '短期',
  '05': '特別療養費',
  '06': '特例退職',
  '07': '自衛官',
  A1: '医療扶助',
};

export const familyWords: Readonly<Record<Insurance['personalFamilyClassification'], string>> = {
  '1': '本人',
  '2': '家族',
};

export const limitWords: Readonly<Record<Limit['classification'], string>> = {
  '01': '限度額適用認定証',
  '02': '限度額適用・標準負担額減額認定証',
  '03': '標準負担額減額認定証',
};

/** 適用区分, by the flag. */
const limitCategories: Readonly<Record<string, string>> = {
  A01: 'ア',
  A02: 'イ',
  A03: 'ウ',
  A04: 'エ',
  A05: 'オ',
  A06: 'オ（境界層該当）',
  B01: '現役並みⅢ',
  B02: '現役並みⅡ',
  B03: '現役並みⅠ',
  B04: '一般',
  B05: '低所得Ⅱ',
  B06: '低所得Ⅰ',
  B07: '低所得Ⅰ（老齢福祉年金）',
  B08: '低所得Ⅰ（境界層該当）',
  B09: '一般Ⅱ',
  B10: '一般Ⅰ',
};

/** `低所得Ⅱ` for B05, `ア` for A01; an unknown flag as it came. */
export function limitCategory(flag: string): string {
  return limitCategories[flag] ?? flag;
}

export const diseaseWords: Readonly<Record<Disease['category'], string>> = {
  '1': '人工透析を行う慢性腎不全',
  '2': '血友病（先天性血液凝固因子障害）',
  '3': 'HIV感染症（抗ウイルス剤を投与）',
};

/** `1割` for 010, `25％` where it is no whole 割, `負担なし` for 000; null where it is not told. */
export function shareWords(ratio: string | undefined): string | null {
  if (ratio === undefined || !/^\d{3}$/.test(ratio)) return null;
  const percent = Number(ratio);
  if (percent === 0) return '負担なし';
  return percent % 10 === 0 ? `${percent / 10}割` : `${percent}％`;
}

/** An amount in yen where it is a number; a municipality's own words as they are. */
export function amountWords(amount: string | undefined): string | undefined {
  return amount !== undefined && /^\d{1,9}$/.test(amount) ? `${Number(amount).toLocaleString('ja-JP')}円` : amount;
}

/** As it is written on a claim: 国民健康保険 has six digits, which the eligibility system fills up to eight. */
export function insurerNumberWords(number: string): string {
  return number.trim().replace(/^00(?=\d{6}$)/, '');
}
