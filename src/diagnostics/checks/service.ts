import { check } from '../check.ts';

export const service = check({
  id: 'service',
  title: '受付機の動作',
  proves: '受付機が患者さんを受け付けていて、職員への知らせが出ていない',
  needs: ['service'],
  limitMs: 15_000,
  mending: { says: '原因がなくなるのを待ちます' },
  measures: { isServing: { says: '受付中' }, alerts: { says: '職員への知らせ' } },
  faults: {
    'out-of-service': {
      number: 'U-601',
      severity: 'critical',
      symptom: 'out-of-service',
      part: 'kiosk',
      says: '受付機が受付を止めています',
      next: '示された番号の対応をしてください（docs/reference/errors.md）。',
    },
    alert: {
      number: 'U-601',
      severity: 'warning',
      symptom: 'desk',
      part: 'kiosk',
      says: '職員の画面に知らせが出ています',
      next: '示された番号の対応をしてください（docs/reference/errors.md）。',
    },
  },
  run({ service: { outage, alerts } }) {
    const problem = outage();
    const told = alerts().filter((code) => code !== problem?.code);
    return {
      values: { isServing: problem === undefined, alerts: told.join(' ') },
      found: [
        ...(problem ? [{ fault: 'out-of-service' as const, number: problem.code, detail: problem.detail }] : []),
        ...told.map((number) => ({ fault: 'alert' as const, number })),
      ],
    };
  },
});
