import type { SharingWords } from '../shape/sharing.ts';
import { writtenDay } from './writtenDay.ts';

export const sharing: SharingWords = {
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
};
