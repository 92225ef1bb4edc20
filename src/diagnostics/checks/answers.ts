import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found, type Value } from '../check.ts';

/** What the gateway is asked for, by the name of each service on the wire. */
const which: Readonly<Record<string, string>> = {
  'card-status': 'カードの状態',
  registration: '利用登録',
  eligibility: '資格確認',
  absent: '資格確認（カードなし）',
  'by-numbers': '保険者番号での照会',
  'patient-number': '診察券の番号',
  prescriptions: '電子処方箋',
  subsidies: '医療費助成',
};

const way = { symptom: 'provisional', severity: 'warning', part: 'gateway' } as const;

export const answers = check({
  id: 'answers',
  title: '最近の資格確認',
  proves: '資格確認のシステムが、最近の問い合わせのどれにも答えた',
  needs: ['answers'],
  limitMs: 15_000,
  which,
  measures: { last: { says: '最後の回答まで', unit: 'ms', most: 2_500, beyond: 'slow' } },
  faults: {
    none: {
      ...way,
      number: 'U-402',
      says: '最後の問い合わせに、資格確認のシステムから答えがありませんでした',
      next: '回線と資格確認端末を確認してください。仮受付は、つながると自動で確定します。',
    },
    refused: {
      ...way,
      number: 'U-409',
      part: 'configuration',
      says: '最後の問い合わせが、資格確認のシステムに拒否されました',
      next: '受付機の証明書、医療機関コード、資格確認端末の設定を確認してください。回線の障害ではありません。',
    },
    wrong: {
      ...way,
      number: 'U-403',
      says: '最後の問い合わせに、資格確認のシステムがエラーか約束と違う内容を返しました',
      next: '資格確認端末の表示を確認してください。医療費助成だけなら、PMHの稼働状況も確認してください。',
    },
    'in-progress': {
      ...way,
      severity: 'notice',
      number: 'U-404',
      says: '最後の問い合わせが「処理中」のままです',
      next: '仮受付は、結果が届くと自動で確定します。続くときは、オンライン資格確認等システムの稼働状況を確認してください。',
    },
    slow: {
      ...way,
      severity: 'notice',
      number: 'U-402',
      says: '最後の問い合わせの回答が遅くなっていました',
      next: '回線の混み具合と資格確認端末の負荷を確認してください。',
    },
  },
  run({ answers: last }) {
    const values: Record<string, Value> = {};
    const found = last().flatMap(({ service, problem, ms }): Found<'none' | 'refused' | 'wrong' | 'in-progress'>[] => {
      values[`${service}.last`] = Math.round(ms);
      if (!problem) return [];
      const asked = [which[service], service].filter(Boolean).join(' ');
      const detail = [asked, problem.detail].filter(Boolean).join('：');
      return [{ fault: byNumber[problem.code] ?? 'wrong', detail }];
    });
    return { values, found };
  },
});

const byNumber: Readonly<Partial<Record<ProblemCode, 'none' | 'refused' | 'in-progress'>>> = {
  'U-402': 'none',
  'U-409': 'refused',
  'U-411': 'refused',
  'U-404': 'in-progress',
};
