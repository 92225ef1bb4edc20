import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: '受付',
  language: '言語',
  progress: '手続きの流れ',
  steps: { card: 'カード', identity: '本人確認', consent: '同意', check: '資格確認', done: '完了' },
  cancel: '受付をやめる',
  help: '受付の人を呼ぶ',
  helpCalled: '受付の人を呼びました。お待ちください',
  oral: '職員が、うかがったお答えを入力しています',

  countdown: {
    title: (seconds) => `あと${seconds}秒で終了します`,
    seconds: '秒',
    lead: 'このまま続けますか？',
    more: '続ける',
    end: '受付をやめる',
  },
  practice: {
    mark: '練習',
    lead: '受付はされません',
    start: '練習してみる',
    place: 'カードを置いたことにする',
    hold: 'かざしたことにする',
    take: 'カードを取ったことにする',
    end: '練習をおわる',
    spoken: '練習です。',
    pin: 'ご自分の暗証番号は入力しないでください。どの数字でも進めます',
  },
  starting: { title: '準備しています', lead: 'しばらくお待ちください' },
  taken: { title: 'この画面は、ほかで開かれています', lead: 'お手数ですが、受付にお声がけください' },
};
