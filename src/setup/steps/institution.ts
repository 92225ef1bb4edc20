import { isSaid, textIn } from '../draft.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

/** 都道府県 01 to 47. */
const prefectures = 47;
const tables: Readonly<Record<string, string>> = { '1': '医科', '3': '歯科', '4': '調剤', '6': '訪問看護' };

export const institution: SetUpStep = {
  id: 'institution',
  title: '医療機関コード',
  question: '医療機関コード（10桁）を入力してください',
  why: '資格確認のシステムと医院のシステムが、この医院を見分ける番号です。都道府県2桁・区分1桁・医療機関番号7桁を続けて入力します。',
  owns: ['clinic.institutionCode'],
  skip: null,
  risks: ['U-741'],
  fields: (draft) => [
    {
      kind: 'line',
      name: 'code',
      label: '医療機関コード',
      help: '例: 東京都（13）の医科（1）で、医療機関番号が 0000001 のときは 1310000001',
      value: isSaid(draft, 'clinic.institutionCode') ? textIn(draft, 'clinic.institutionCode') : '',
      input: 'numeric',
      most: 14,
      needed: true,
    },
  ],
  answer(typed) {
    const code = typedIn(typed, 'code')
      .normalize('NFKC')
      .replaceAll(/[\s‐－,-]/g, '');
    if (!/^\d{10}$/.test(code)) return wrong('code', `数字10桁で入力してください（いまは${code.length}文字です）。`);
    const prefecture = Number(code.slice(0, 2));
    if (prefecture < 1 || prefecture > prefectures) return wrong('code', '先頭の2桁（都道府県）は 01 から 47 です。');
    if (tables[code.charAt(2)] === undefined) {
      const known = Object.entries(tables).map(([digit, name]) => `${digit}（${name}）`);
      return wrong('code', `3桁目は ${known.join('・')} のどれかです。`);
    }
    return right({ 'clinic.institutionCode': code });
  },
};
