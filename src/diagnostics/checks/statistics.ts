import { check, fine } from '../check.ts';

export const statistics = check({
  id: 'statistics',
  title: '集計',
  proves: '利用状況の集計を読める',
  needs: ['statistics'],
  limitMs: 15_000,
  measures: {},
  faults: {
    unreadable: {
      number: 'U-509',
      severity: 'warning',
      symptom: 'desk',
      part: 'statistics',
      says: '利用状況の集計を読めません',
      next: '受付はできます。ディスクの空き容量を確認し、受付機を再起動してください。集計は新しく始まります。',
    },
  },
  run({ statistics: look }) {
    const seen = look();
    return seen.ok ? fine() : { values: {}, found: [{ fault: 'unreadable', detail: seen.problem.detail }] };
  },
});
