import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../check.ts';
import { numberIn, readWord } from '../machine.ts';

export const memory = check({
  id: 'memory',
  title: 'メモリー',
  proves: '本体のメモリーと、受付機が開けるファイルの数に余裕がある',
  needs: ['machine', 'process'],
  limitMs: 15_000,
  measures: {
    available: { says: '使えるメモリー', unit: 'MiB', least: 100, beyond: 'short' },
    resident: { says: '受付機が使っているメモリー', unit: 'MiB', most: 1_500, beyond: 'grown' },
    files: { says: '開いているファイル', unit: '%', most: 80, beyond: 'files' },
  },
  faults: {
    short: {
      number: 'U-607',
      severity: 'warning',
      symptom: 'slow',
      part: 'processor',
      says: '本体のメモリーが足りません',
      next: 'ほかのプログラムを止めるか、受付機を再起動してください。続くときは保守担当に連絡してください。',
    },
    grown: {
      number: 'U-607',
      severity: 'warning',
      symptom: 'slow',
      part: 'program',
      says: '受付機のプログラムが使うメモリーが増えすぎています',
      next: '診療の合間に受付機を再起動し、点検の結果を保守担当に送ってください。',
    },
    files: {
      number: 'U-607',
      severity: 'warning',
      symptom: 'slow',
      part: 'program',
      says: '受付機が開いているファイルが上限に近づいています',
      next: '診療の合間に受付機を再起動し、点検の結果を保守担当に送ってください。',
    },
  },
  async run({ machine, process }) {
    const own = join(machine, 'proc', String(process));
    const [available, resident, opened, limits] = await Promise.all([
      numberIn(join(machine, 'proc', 'meminfo'), 'MemAvailable'),
      numberIn(join(own, 'status'), 'VmRSS'),
      readdir(join(own, 'fd')).catch(() => undefined),
      readWord(join(own, 'limits')),
    ]);
    const most = Number(/^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1]);
    const mebibytes = (kibibytes: number | undefined) =>
      kibibytes === undefined ? null : Math.floor(kibibytes / 1024);
    return {
      values: {
        available: mebibytes(available),
        resident: mebibytes(resident),
        files: opened && most > 0 ? Math.round((opened.length / most) * 100) : null,
      },
      found: [],
    };
  },
});
