import { check } from '../check.ts';

export const configuration = check({
  id: 'configuration',
  title: '設定ファイル',
  proves: '設定ファイルがあり、書き方に誤りや食い違いがない',
  needs: ['configuration'],
  limitMs: 15_000,
  measures: { file: { says: '設定ファイル' }, faults: { says: '誤りの数' } },
  faults: {
    missing: {
      number: 'U-701',
      severity: 'critical',
      symptom: 'not-started',
      part: 'configuration',
      says: '設定ファイルがありません',
      next: '設定ファイルを置くか、--config で場所を示してください。書き方は docs/reference/configuration.md にあります。',
    },
    wrong: {
      number: 'U-701',
      severity: 'critical',
      symptom: 'not-started',
      part: 'configuration',
      says: '設定ファイルに誤りがあります',
      next: '示された行を直してください。uketsuke config check でも確かめられます。',
    },
  },
  run({ configuration: { file, isThere, faults } }) {
    return {
      values: { file, faults: faults.length },
      found: isThere ? faults.map((detail) => ({ fault: 'wrong', detail })) : [{ fault: 'missing', detail: file }],
    };
  },
});
