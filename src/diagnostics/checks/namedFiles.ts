import { check } from '../check.ts';

export const namedFiles = check({
  id: 'files',
  title: '設定が指すファイル',
  proves: '証明書、鍵、共有の秘密など、設定が指すファイルを受付機が使える',
  needs: ['namedFiles'],
  limitMs: 15_000,
  measures: { files: { says: '調べたファイルの数' } },
  faults: {
    missing: {
      number: 'U-702',
      severity: 'critical',
      symptom: 'not-started',
      part: 'files',
      says: '設定が指すファイルがありません',
      next: 'ファイルを置くか、設定の場所を直してください。相対パスは設定ファイルのあるフォルダーからの位置です。',
    },
    open: {
      number: 'U-702',
      severity: 'critical',
      symptom: 'not-started',
      part: 'files',
      says: '秘密のファイルを、ほかの利用者も読めます',
      next: '所有者だけが読めるようにしてください（chmod 600）。ほかの人が読んだおそれがあれば、秘密を作り直してください。',
    },
    unusable: {
      number: 'U-702',
      severity: 'critical',
      symptom: 'not-started',
      part: 'files',
      says: '設定が指すファイルを使えません',
      next: 'ファイルの中身、形式（PEM など）、所有者を確認してください。',
    },
  },
  run({ namedFiles: named }) {
    return {
      values: { files: named.length },
      found: named.flatMap(({ key, opened }) => {
        if (opened.ok) return [];
        const detail = opened.problem.detail ?? opened.problem.code;
        const fault = /ENOENT|no such file/i.test(detail)
          ? ('missing' as const)
          : /open to others/.test(detail)
            ? ('open' as const)
            : ('unusable' as const);
        return [{ fault, detail: `${key}：${detail}` }];
      }),
    };
  },
});
