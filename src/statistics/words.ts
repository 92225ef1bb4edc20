import { catalogue, type ProblemCode } from '../problem/catalogue.ts';
import type { ProofMethod } from '../reception/evidence.ts';
import type { SubsidyAnswer } from '../reception/subsidy.ts';
import type { TimedStep } from './report.ts';
import type { VisitOutcome } from './visitSummary.ts';

/** What the statistics are called at the desk. */
export const outcomeNames: Readonly<Record<VisitOutcome, string>> = {
  done: '受付完了',
  provisional: '仮受付（あとで資格確認）',
  cancelled: '患者さんが中止',
  'timed-out': '時間切れ',
  problem: '窓口へご案内',
};

export const methodNames: Readonly<Record<ProofMethod, string>> = {
  face: '顔認証',
  pin: '暗証番号',
  visual: '目視確認',
  smartphone: 'スマートフォン',
};

export const subsidyNames: Readonly<Record<SubsidyAnswer, string>> = {
  used: '利用した',
  declined: '利用しない',
  'no-data': '登録なし',
  'could-not-ask': '問い合わせできず',
  'not-asked': '問い合わせなし',
};

export const stepNames: Readonly<Record<TimedStep, string>> = {
  card: 'カードを置く',
  identity: '本人確認',
  consent: '同意の選択',
  check: '資格の確認',
  done: '完了の画面',
  whole: '全体',
};

/** A number of the catalogue with the words the patient read beside it. */
export function problemName(code: ProblemCode): string {
  return `${code} ${catalogue[code].patient.ja}`;
}

/** `2026-04-01` as `4/1`, `2026-04` as `2026/4`. */
export function periodName(period: string): string {
  const [year, month, day] = period.split('-').map(Number);
  return day === undefined ? `${year}/${month}` : `${month}/${day}`;
}

/** `0.873` as `87.3 %`; `—` where there is nothing to divide. */
export function percent(share: number | null): string {
  return share === null ? '—' : `${(share * 100).toFixed(1)} %`;
}

/** `1204` as `1,204`. */
export function whole(count: number): string {
  return count.toLocaleString('ja');
}

/** A duration as the desk says it: `6.5 秒`, `3 分`, `2 時間`, `3 日`. */
export function duration(seconds: number): string {
  if (seconds === 0) return 'なし';
  const [size, unit] =
    seconds < 90 ? [1, '秒'] : seconds < 5_400 ? [60, '分'] : seconds < 129_600 ? [3_600, '時間'] : [86_400, '日'];
  const value = seconds / size;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
}
