import { check } from '../check.ts';

export const responsiveness = check({
  id: 'responsiveness',
  title: '反応の速さ',
  proves: '受付機の動作が、画面の操作を待たせていない',
  needs: ['eventLoop'],
  limitMs: 15_000,
  inQuiet: true,
  measures: {
    median: { says: '処理の遅れ（中央値）', unit: 'ms', most: 100, beyond: 'slow' },
    longest: { says: '処理の遅れ（最長）', unit: 'ms' },
  },
  faults: {
    slow: {
      number: 'U-605',
      severity: 'warning',
      symptom: 'slow',
      part: 'processor',
      says: '受付機の反応が遅くなっています',
      next: 'ほかのプログラムを止め、本体の温度とディスクを確認してください。続くときは受付機を再起動してください。',
    },
  },
  async run({ eventLoop }, signal) {
    const { medianMs: median, longestMs: longest } = await eventLoop(signal);
    return { values: { median, longest }, found: [] };
  },
});
