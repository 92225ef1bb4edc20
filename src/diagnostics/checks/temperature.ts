import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../check.ts';
import { readWord } from '../machine.ts';

export const temperature = check({
  id: 'temperature',
  title: '温度',
  proves: '本体が熱すぎず、熱のために速度を落としていない',
  needs: ['machine'],
  limitMs: 15_000,
  measures: {
    celsius: { says: 'いちばん熱い所', unit: '℃', most: 85, beyond: 'hot' },
    throttled: { says: '熱で速度を落とした回数（起動から）', most: 0, beyond: 'throttled' },
    governor: { says: 'CPU の速度の決め方' },
  },
  faults: {
    hot: {
      number: 'U-606',
      severity: 'warning',
      symptom: 'slow',
      part: 'processor',
      says: '本体の温度が高すぎます',
      next: '通気口のほこりを取り、直射日光や暖房の風が当たらない場所に置いてください。',
    },
    throttled: {
      number: 'U-606',
      severity: 'notice',
      symptom: 'slow',
      part: 'processor',
      says: '本体が熱のために速度を落としました',
      next: '通気口のほこりとファンを確認してください。',
    },
  },
  async run({ machine }) {
    const zones = join(machine, 'sys', 'class', 'thermal');
    const names = (await readdir(zones).catch(() => [])).filter((name) => name.startsWith('thermal_zone'));
    const thousandths = await Promise.all(names.map((name) => readWord(join(zones, name, 'temp'))));
    const degrees = thousandths.map(Number).filter((each) => Number.isFinite(each) && each > 0);
    const processor = join(machine, 'sys', 'devices', 'system', 'cpu', 'cpu0');
    const throttled = await readWord(join(processor, 'thermal_throttle', 'package_throttle_count'));
    const governor = await readWord(join(processor, 'cpufreq', 'scaling_governor'));
    return {
      values: {
        celsius: degrees.length === 0 ? null : Math.round(Math.max(...degrees) / 100) / 10,
        throttled: throttled === undefined ? null : Number(throttled),
        governor: governor ?? null,
      },
      found: [],
    };
  },
});
