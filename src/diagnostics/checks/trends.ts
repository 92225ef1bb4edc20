import { check } from '../check.ts';

export const trends = check({
  id: 'trends',
  title: 'これまでの変化',
  proves: 'この1か月の測定値に、3週間以内に限度を超えそうなものがない',
  needs: ['trends'],
  limitMs: 15_000,
  measures: { moving: { says: '限度に近づいている測定値', unit: '件' } },
  faults: {
    'crosses-soon': {
      number: 'U-641',
      severity: 'notice',
      symptom: 'nothing',
      part: 'kiosk',
      says: '測定値が、限度に近づき続けています',
      next: '止まる前に、示された装置の清掃、交換、調整の予定を立ててください。変化は職員端末の「装置の記録」で見られます。',
    },
  },
  run({ trends: last }) {
    const all = last();
    return {
      values: { moving: all.length },
      found: all.map(({ name, says, unit, limit, value, daysLeft }) => ({
        fault: 'crosses-soon' as const,
        detail: `${says}（${name}）は ${[value, unit].join(' ').trim()}、このまま進むとあと ${daysLeft} 日で限度 ${limit}`,
      })),
    };
  },
});
