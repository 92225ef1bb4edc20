import { check, type Found } from '../check.ts';

const way = { symptom: 'screen', severity: 'warning', part: 'screen', number: 'U-611' } as const;

export const screen = check({
  id: 'screen',
  title: '患者用の画面',
  proves: '患者用の画面を開いているブラウザーがあり、日本語の文字が出る',
  needs: ['screen'],
  limitMs: 15_000,
  measures: { isShown: { says: '画面が開かれている' }, fonts: { says: '日本語の文字（フォント）の数' } },
  faults: {
    'not-shown': {
      ...way,
      severity: 'critical',
      says: '患者用の画面を開いているブラウザーがありません',
      next: '画面の電源と、ブラウザーを開くサービスを確認してください。',
    },
    'no-font': {
      ...way,
      says: '日本語の文字（フォント）が入っていません',
      next: '日本語のフォントを入れてください（Debian では apt install fonts-noto-cjk）。入れたらブラウザーを開き直してください。',
    },
  },
  async run({ screen: { isShown, japaneseFonts } }, signal) {
    const shown = isShown();
    const fonts = await japaneseFonts(signal);
    const found: Found<'not-shown' | 'no-font'>[] = [
      ...(shown === false ? [{ fault: 'not-shown' as const }] : []),
      ...(fonts?.length === 0 ? [{ fault: 'no-font' as const }] : []),
    ];
    return { values: { isShown: shown ?? null, fonts: fonts?.length ?? null }, found };
  },
});
