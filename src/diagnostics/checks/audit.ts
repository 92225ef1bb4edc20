import { check } from '../check.ts';

export const audit = check({
  id: 'audit',
  title: '操作の記録',
  proves: '操作の記録（監査ログ）を読めて、書き換えも欠けもない',
  needs: ['audit'],
  limitMs: 60_000,
  measures: { records: { says: '記録の数' } },
  faults: {
    unreadable: {
      number: 'U-507',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'audit',
      says: '操作の記録を読めません',
      next: 'ディスクの空き容量と書き込み権限を確認してください。壊れたファイルは消さず、保守担当に連絡してください。',
    },
    altered: {
      number: 'U-508',
      severity: 'critical',
      symptom: 'desk',
      part: 'audit',
      says: '操作の記録の一部が欠けているか、書き換えられています',
      next: 'uketsuke audit verify で場所を確認し、ファイルをそのまま残して保守担当に連絡してください。',
    },
  },
  run({ audit: { verify } }) {
    const verified = verify();
    if (!verified.ok) return { values: {}, found: [{ fault: 'unreadable', detail: verified.problem.detail }] };
    const { records, findings } = verified.value;
    return {
      values: { records },
      found: findings.length === 0 ? [] : [{ fault: 'altered', detail: findings.slice(0, 5).join('、') }],
    };
  },
});
