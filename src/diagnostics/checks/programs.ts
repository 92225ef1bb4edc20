import { check } from '../check.ts';

export const programs = check({
  id: 'programs',
  title: '外部プログラム',
  proves: 'カメラなどに使う外部のプログラムが入っている',
  needs: ['programs'],
  limitMs: 15_000,
  measures: { found: { says: '見つかったもの' } },
  faults: {
    missing: {
      number: 'U-702',
      severity: 'warning',
      symptom: 'no-face',
      part: 'program',
      says: '必要なプログラムが入っていません',
      next: '示されたプログラムを入れてください（Debian では apt install）。',
    },
  },
  run({ programs: wanted }) {
    const missing = wanted.filter(({ isThere }) => !isThere);
    return {
      values: {
        found: wanted
          .filter(({ isThere }) => isThere)
          .map(({ name }) => name)
          .join(' '),
      },
      found: missing.map(({ name, of }) => ({ fault: 'missing', detail: `${name}：${of}` })),
    };
  },
});
