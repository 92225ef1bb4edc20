import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: '受付《うけつけ》',
  language: 'ことば',
  progress: '順番《じゅんばん》',
  steps: {
    card: 'カード',
    identity: '本人確認《ほんにんかくにん》',
    consent: '同意《どうい》',
    check: '保険《ほけん》',
    done: '終《お》わり',
  },
  cancel: 'やめる',
  help: '人《ひと》を呼《よ》ぶ',
  helpCalled: '人《ひと》を呼《よ》びました',
  oral: '病院《びょういん》の人《ひと》が、あなたの答《こた》えを入《い》れています',

  countdown: {
    title: (seconds) => `あと${seconds}秒《びょう》で終《お》わります`,
    seconds: '秒《びょう》',
    lead: '続《つづ》けますか？',
    more: '続《つづ》ける',
    end: 'やめる',
  },
  practice: {
    mark: '練習《れんしゅう》',
    lead: 'これは練習《れんしゅう》です。受付《うけつけ》はしません',
    start: '練習《れんしゅう》する',
    place: 'カードを置《お》いたことにする',
    hold: '近《ちか》づけたことにする',
    take: 'カードを取《と》ったことにする',
    end: '練習《れんしゅう》をやめる',
    spoken: '練習《れんしゅう》です。',
    pin: 'あなたの番号《ばんごう》は入《い》れないでください。どの数字《すうじ》でもいいです',
  },
  starting: { title: '準備《じゅんび》をしています', lead: '少《すこ》し待《ま》ってください' },
  taken: {
    title: 'この画面《がめん》は、ほかの所《ところ》で使《つか》っています',
    lead: '受付《うけつけ》の人《ひと》に聞《き》いてください',
  },
};
