import type { ScreenWords } from './words.ts';

/** 日本語: short sentences, everyday words, no furigana needed. */
export const ja: ScreenWords = {
  reception: '受付',
  language: '言語',
  progress: '手続きの流れ',
  steps: { card: 'カード', identity: '本人確認', consent: '同意', check: '確認', done: '完了' },
  cancel: 'やめる',
  help: 'お困りのときは、受付に声をおかけください',

  idle: {
    title: 'マイナンバーカードを置いてください',
    lead: '顔写真のある面を上にして、読み取り台に置きます',
  },
  reading: {
    title: 'カードを読み取っています',
    lead: 'カードは、そのまま置いておいてください',
  },

  method: {
    title: '本人確認の方法を選んでください',
    face: '顔認証',
    faceState: {
      ready: 'カメラを見るだけで確認できます',
      preparing: 'カメラを見るだけで確認できます',
      'number-needed': 'カードの数字の入力が必要です',
      unavailable: 'ただいま使えません',
      exhausted: '確認できる回数を超えました',
    },
    pin: '暗証番号',
    pinHint: '4けたの数字を入力します',
    pinLastTry: '次にまちがえると、使えなくなります',
    pinLocked: 'まちがいが続いたため、使えません',
    triesLeft: (n) => `あと${n}回`,
    notice: {
      'pin-wrong': '暗証番号がちがいました。もう一度、方法を選んでください',
      'pin-locked': '暗証番号は使えなくなりました。顔認証をお使いください',
      'face-failed': '顔を確認できませんでした。もう一度、方法を選んでください',
      'face-unavailable': '顔認証は、ただいま使えません。暗証番号をお使いください',
      'number-needed': 'カードに書かれた数字を入力すると、顔認証を使えます',
      'number-refused': 'カードの数字を確認できませんでした。暗証番号をお使いいただくか、受付にお声がけください',
    },
  },

  face: {
    preparing: 'カメラを準備しています',
    guidance: {
      'look-here': '枠に顔を入れて、画面を見てください',
      'look-straight': 'まっすぐこちらを見てください',
      closer: 'もう少し近づいてください',
      farther: 'もう少し離れてください',
      'to-the-light': '明るいほうへ顔を向けてください',
      'hold-still': 'そのまま動かないでください',
      'one-person': 'お一人ずつお願いします',
      uncover: 'マスクなどを外してください',
      'turn-left': 'ゆっくり左を向いてください',
      'turn-right': 'ゆっくり右を向いてください',
    },
    failed: '顔を確認できませんでした',
    failedHint: 'マスクや帽子を外すと、うまくいくことがあります',
    retry: 'もう一度',
    usePin: '暗証番号を使う',
    attemptsLeft: (n) => `あと${n}回できます`,
    picture: 'カメラの映像',
    kept: '映像は保存しません',
  },

  pin: {
    title: '暗証番号を入力してください',
    lead: '数字4けたです',
    checking: '確認しています',
    wrong: '暗証番号がちがいます',
    typed: (n) => `4けたのうち${n}けたを入力しました`,
    triesLeft: (n) => `入力できるのは、あと${n}回です`,
    lastTry: 'あと1回です。まちがえると使えなくなります',
    clear: '消す',
    submit: '決定',
    keypad: '数字ボタン',
    useFace: '顔認証を使う',
  },

  consent: {
    title: '過去の診療・お薬・健診などの情報を、この医療機関に提供しますか？',
    items: {
      surgery: { name: '手術', what: 'これまでに受けた手術' },
      medication: { name: 'お薬', what: '処方されたお薬' },
      diagnosis: { name: '診療', what: '受診した医療機関や診療の内容' },
      checkup: { name: '特定健診', what: '40歳からの健診の結果' },
      prescriptions: { name: '処方・調剤', what: '直近の処方と、薬局で受け取ったお薬' },
    },
    itemsLabel: '提供する情報',
    reassurance: 'どれを選んでも、診察は受けられます。同意は24時間、この医療機関だけで有効です。',
    all: '全て同意する',
    choose: '個別に選ぶ',
    none: '同意しない',
  },

  consentItems: {
    title: '提供するかどうかを、一つずつ選んでください',
    yes: '同意する',
    no: '同意しない',
    submit: '決定',
    remaining: (n) => `あと${n}つ選んでください`,
  },

  checking: {
    title: '保険の資格を確認しています',
    lead: 'カードは、そのまま置いておいてください',
  },
  done: { title: '受付完了', ok: 'わかりました' },
  takeCard: {
    title: 'カードをお取りください',
    lead: 'お忘れ物のないよう、お気をつけください',
  },
  problem: { close: '終了する', number: '番号' },
  starting: { title: '準備しています', lead: 'しばらくお待ちください' },

  countdown: {
    title: (seconds) => `あと${seconds}秒で終了します`,
    seconds: '秒',
    lead: 'このまま続けますか？',
    more: 'もう少し時間をかける',
    end: '終了する',
  },
};
