import { visualReasonWords } from '../../reception/visualReasons.ts';
import type { ScreenWords, WrittenDay } from './words.ts';

const writtenDay = ({ year, month, day }: WrittenDay) => `${year}年${month}月${day}日`;

/** 日本語: short sentences, everyday words, no furigana needed. */
export const ja: ScreenWords = {
  reception: '受付',
  language: '言語',
  progress: '手続きの流れ',
  steps: { card: 'カード', identity: '本人確認', consent: '同意', check: '資格確認', done: '完了' },
  cancel: '受付をやめる',
  help: '受付の人を呼ぶ',
  helpCalled: '受付の人を呼びました。お待ちください',
  oral: '職員が、うかがったお答えを入力しています',

  idle: {
    title: 'マイナンバーカードを置いてください',
    lead: '顔写真のある面を上にして、読み取り台に置きます',
    phone: 'スマートフォンで受付する',
  },
  reading: {
    title: 'カードを読み取っています',
    lead: 'カードは、そのまま置いておいてください',
  },

  phone: {
    title: 'スマートフォンの種類を選んでください',
    iphone: 'iPhone',
    iphoneHint: '画面の案内にそって、スマートフォンで本人確認をします',
    android: 'Android',
    androidHint: '暗証番号4けたを入力してから、かざします',
    hold: 'スマートフォンを読み取り台にかざしてください',
    holdLead: '読み終わるまで、2秒ほどそのままお待ちください',
    pinLead: 'スマートフォンに設定した、数字4けたです',
  },

  register: {
    title: 'このカードを健康保険証として登録しますか？',
    lead: 'まだ登録されていないカードです。登録しない方は、資格確認書などを受付でお見せください。',
    yes: '登録する',
    no: '登録しない',
    working: '登録しています',
  },

  method: {
    title: '本人確認の方法を選んでください',
    face: '顔認証',
    faceState: {
      ready: 'カメラを見るだけで確認できます',
      preparing: 'カメラを見るだけで確認できます',
      'number-needed': 'カードの数字の入力が必要です',
      'no-photo': '顔写真のないカードです',
      unreadable: 'カードの顔写真を読み取れませんでした',
      unsuited: 'このカードでは、顔認証を使えません',
      unavailable: 'ただいま使えません',
      exhausted: '今回は顔認証を使えません',
    },
    pin: '暗証番号',
    pinState: {
      available: '4けたの数字を入力します',
      'last-try': 'あと1回です。\nご不安なときは、顔認証か受付へ',
      'last-try-alone': 'あと1回です。\nご不安なときは、受付へ',
      locked: 'まちがいが続いたため、使えません',
      unusable: 'このカードでは、暗証番号を使えません',
      absent: '暗証番号を設定していないカードです',
    },
    triesLeft: (n) => `あと${n}回`,
    staff: '受付の人に確認してもらう',
    staffShort: '受付の人に頼む',
    notice: {
      'pin-wrong': '暗証番号がちがいました。もう一度、方法を選んでください',
      'pin-locked': '暗証番号は使えなくなりました。ほかの方法をお選びください',
      'face-failed': '顔を確認できませんでした。もう一度、方法を選んでください',
      'face-unavailable': '顔認証を使えません。ほかの方法をお選びください',
      'number-needed': 'カードに書かれた数字を入力すると、顔認証を使えます',
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
    lead: 'カードを受け取ったときに決めた、数字4けたです',
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

  cardNumber: {
    parts: {
      birth: {
        name: '生年月日',
        title: '生年月日を入力してください',
        lead: '図の1の年・月・日を、2けたずつ入力します。\n西暦の年は下2けた、元年は01です',
        typed: (n) => `生年月日、6けたのうち${n}けたを入力しました`,
      },
      expiry: {
        name: 'カードの有効期限（西暦の年）',
        title: 'カードの有効期限の年を入力してください',
        lead: '図の2の、西暦の年4けただけを入力します。\n電子証明書の有効期限ではありません',
        typed: (n) => `有効期限の年、4けたのうち${n}けたを入力しました`,
      },
      code: {
        name: 'セキュリティコード',
        title: 'セキュリティコードを入力してください',
        lead: '図の3にある、4けたの数字です',
        typed: (n) => `セキュリティコード、4けたのうち${n}けたを入力しました`,
      },
    },
    full: 'カードと同じ数字か、お確かめください',
    fullLead: '同じなら「決定」を、ちがうときはそのところを押してください',
    card: '数字が書かれているところ：1 生年月日、2 有効期限、3 セキュリティコード',
    usePin: '暗証番号を使う',
    doubted: '数字がちがうようです。ちがうところを押して、直してください',
    asking: 'カードに書かれている生年月日は、どちらですか？',
    neither: 'どちらもちがう（生年月日を直す）',
  },

  staff: {
    title: '係の者がまいります。そのままお待ちください',
    lead: 'カードは、係の者が手に取って確認することがあります',
    open: '職員の方はこちら',
    close: '患者さんの画面に戻る',
    only: '職員用',
    pad: '目視確認の番号',
    notThePin: 'カードの暗証番号ではありません。患者さんは入力しないでください。',
    typed: (n) => `4けたのうち${n}けたを入力しました`,
    card: {
      'in-hand': '同じカードを、読み取り台に戻してください',
      recognising: '同じカードか確かめています',
      unreadable: '読み取れません。もう一度置き直してください',
    },
    cardBack: (seconds) => `あと${seconds}秒`,
    approved: '確認が済みました。カードを戻すと、次に進みます',
    passcode: {
      wrong: '目視確認の番号がちがいます',
      locked: '係の者がまいります。お待ちください',
    },
    see: 'カードの写真と、ご本人を見比べてください',
    seeLead: '目視で確認した理由を選びます。右は、同意も職員が聞き取って入力するときです。',
    reasons: visualReasonWords.ja,
    patientAnswers: '患者さんが操作',
    staffAnswers: '職員が聞き取って操作',
  },

  notice: {
    expiring: {
      title: 'カードの電子証明書の期限が近づいています',
      lead: (until) =>
        until
          ? `${writtenDay(until)}まで使えます。お早めに、市区町村の窓口で更新してください。`
          : 'お早めに、市区町村の窓口で更新してください。',
    },
    grace: {
      title: 'カードの電子証明書の期限が切れています',
      lead: () => '保険の確認はできますが、お薬や診療などの情報は提供できません。市区町村の窓口で更新してください。',
    },
    reimbursed: {
      title: '医療費助成は、後日の払い戻しになります',
      lead: () =>
        '今日は窓口でいったんお支払いください。あとで、お住まいの市区町村に申請すると、払い戻しを受けられます。',
    },
    next: '次に進む',
  },

  consent: {
    title: '過去の診療・お薬・健診などの情報を、診察のためにこの医療機関へ提供することに同意しますか？',
    items: {
      surgery: { name: '手術', what: 'これまでに受けた手術' },
      medication: { name: '薬剤（お薬）', what: '処方されたお薬' },
      diagnosis: { name: '診療', what: '受診した医療機関や診療の内容' },
      checkup: { name: '特定健診', what: '40歳からの健診の結果' },
      prescriptions: { name: '処方・調剤', what: '直近の処方と、薬局で受け取ったお薬' },
    },
    wide: {
      surgery: { name: '手術・傷病名・感染症', what: 'これまでに受けた手術、病気の名前、感染症' },
      medication: { name: '薬剤（お薬）・処方', what: '処方されたお薬' },
      diagnosis: { name: '診療・アレルギー・検査', what: '診療の内容、薬などのアレルギー、検査の結果' },
    },
    itemsLabel: '提供する情報',
    reassurance: 'どれを選んでも、診察は受けられます。同意は24時間、この医療機関だけで有効です。',
    all: 'すべて同意する',
    choose: '一つずつ選ぶ',
    none: '同意しない',
  },

  consentItems: {
    title: '同意するかどうかを、一つずつ選んでください',
    yes: '同意する',
    no: '同意しない',
  },
  oneByOne: { submit: '決定', remaining: (n) => `あと${n}つ選んでください` },

  prescription: {
    title: '処方箋の種類を選んでください',
    electronic: '電子処方箋',
    electronicHint: '薬局では、このカードか引換番号を使います',
    paper: '紙の処方箋',
    paperHint: 'これまでどおり、紙を薬局に持っていきます',
  },

  subsidy: {
    verbs: {
      use: {
        title: '医療費助成の各種受給者証を利用しますか？',
        titleEach: '利用するかどうかを、一つずつ選んでください',
        yes: '利用する',
        no: '利用しない',
        all: 'すべて利用する',
        reassurance: '利用しなくても、診察は受けられます。',
      },
      provide: {
        title: '医療費助成の各種受給者証の情報を提供しますか？',
        titleEach: '提供するかどうかを、一つずつ選んでください',
        yes: '提供する',
        no: '提供しない',
        all: 'すべて提供する',
        reassurance: '提供しなくても、診察は受けられます。',
      },
    },
    itemsLabel: '受給者証',
    choose: '一つずつ選ぶ',
    unnamed: '医療費助成の受給者証',
    reimbursed: '窓口でいったん支払い、あとで払い戻し',
  },

  checking: {
    title: '保険の資格を確認しています',
    lead: 'カードは、そのまま置いておいてください',
  },
  done: {
    title: '受付完了',
    ok: 'わかりました',
    provisional: '保険の確認は、あとで行います。このままお待ちいただけます。',
    takeCard: 'カードをお取りください',
    keep: 'もう少し表示する',
    reminders: {
      again: '今日は、前にも受付をされています。窓口にも伝わっています',
      card: (until) => `カードは${writtenDay(until)}までです。更新は、お住まいの市区町村で`,
      certificate: (until) => `${writtenDay(until)}までに、市区町村の窓口で電子証明書を更新してください`,
      grace: (until) => `${writtenDay(until)}までに、市区町村の窓口で電子証明書を更新してください`,
      reimbursed: '医療費助成は、お支払いのあと、市区町村に申請すると払い戻しを受けられます',
      'own-data': 'ご自分のお薬や健診などの情報は、マイナポータルで見られます',
    },
  },
  takeCard: {
    title: 'カードをお取りください',
    lead: {
      done: '受付は終わりました。お忘れ物のないよう、お気をつけください',
      cancelled: '何も登録していません。もう一度置くと、はじめからできます',
      problem: 'お忘れ物のないよう、お気をつけください',
      again: '一度取って、もう一度置いてください。はじめからできます',
    },
    cancelled: '受付は終わっていません',
    noCard: '何も登録していません。カードを置くと、はじめからできます',
    forgotten: 'カードが置いたままです',
  },
  problem: {
    close: { again: 'はじめからやり直す', 'take-card': 'カードを取って終わる', close: '閉じる' },
    number: '番号',
  },
  starting: { title: '準備しています', lead: 'しばらくお待ちください' },
  taken: { title: 'この画面は、ほかで開かれています', lead: 'お手数ですが、受付にお声がけください' },

  countdown: {
    title: (seconds) => `あと${seconds}秒で終了します`,
    seconds: '秒',
    lead: 'このまま続けますか？',
    more: '続ける',
    end: '受付をやめる',
  },
};
