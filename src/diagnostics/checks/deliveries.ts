import type { ProblemCode } from '../../problem/catalogue.ts';
import { check, type Found } from '../check.ts';

type DeliveryFault = 'away' | 'not-let-in' | 'clocks' | 'refused';

const faultOf: Partial<Readonly<Record<ProblemCode, DeliveryFault>>> = {
  'U-502': 'away',
  'U-510': 'not-let-in',
  'U-514': 'clocks',
};

const way = { symptom: 'not-delivered', severity: 'warning' } as const;

export const deliveries = check({
  id: 'deliveries',
  title: '最近の送信',
  proves: '院内システムが、最後に送った受付を受け取った',
  needs: ['deliveries'],
  limitMs: 15_000,
  measures: { sinks: { says: '送り先' } },
  faults: {
    away: {
      ...way,
      number: 'U-502',
      part: 'receiver',
      says: '院内システムに送信できませんでした',
      next: '院内システムの電源と回線を確認してください。受付は保管され、つながると自動で送られます。',
    },
    'not-let-in': {
      ...way,
      number: 'U-510',
      part: 'configuration',
      says: '院内システムが、受付機からの送信を拒否しています',
      next: '送信先のアドレス、共有の鍵、証明書、両方の時計を確認してください。受付は保管され、直ると自動で送られます。',
    },
    clocks: {
      ...way,
      number: 'U-514',
      part: 'clock',
      says: '院内システムと時計が違うため、送信が拒否されています',
      next: '受付機の日付と時刻、時刻合わせ（NTP）の設定を確認してください。受付機が正しければ、院内システムの時計を直してください。受付は保管され、合うと自動で送られます。',
    },
    refused: {
      ...way,
      number: 'U-503',
      part: 'receiver',
      says: '院内システムが、最後に送った受付を受け取りませんでした',
      next: '院内システムの表示を確認し、保守担当に連絡してください。uketsuke queue list で内容を見られます。',
    },
  },
  run({ deliveries: last }) {
    const all = last();
    const found = all.flatMap(({ sink, problem }): Found<DeliveryFault>[] => {
      if (!problem) return [];
      const detail = [sink, problem.detail].filter(Boolean).join('：');
      return [{ fault: faultOf[problem.code] ?? 'refused', detail }];
    });
    return { values: { sinks: all.map(({ sink }) => sink).join(' ') }, found };
  },
});
