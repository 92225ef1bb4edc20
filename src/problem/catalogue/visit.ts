import { type CatalogueEntry, toTheDesk } from './entry.ts';

/** U-3nn: the visit itself. */
export const visitProblems = {
  'U-301': {
    meaning: 'The patient did not touch the screen until the countdown ran out.',
    patient: { ja: '時間切れで終了しました', en: 'The time ran out' },
    advice: {
      ja: '受付は終わっていません。カードを置き直すと、はじめからできます。',
      en: 'You are not checked in yet. Place your card again to start over.',
    },
    staff: '操作がないまま時間切れになりました。お困りでないか声をかけてください。',
    retry: 'patient',
  },
  'U-302': {
    meaning: 'A step that needs no patient took longer than its limit.',
    patient: { ja: '時間がかかりすぎたため中止しました', en: 'This took too long and was stopped' },
    advice: toTheDesk,
    staff: '処理が時間内に終わりませんでした。続くときは診断を実行してください。',
    retry: 'patient',
  },
} as const satisfies Record<`U-3${number}`, CatalogueEntry>;
