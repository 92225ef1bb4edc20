import type { EndingWords } from '../shape/ending.ts';
import { writtenDay } from './writtenDay.ts';

export const ending: EndingWords = {
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
};
