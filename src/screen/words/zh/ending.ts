import type { EndingWords } from '../shape/ending.ts';
import { writtenDay } from './writtenDay.ts';

export const ending: EndingWords = {
  checking: {
    title: '正在确认保险资格',
    lead: '请不要移动卡片',
  },

  done: {
    title: '登记完成',
    ok: '知道了',
    provisional: '保险将在之后确认。您可以直接等候就诊。',
    takeCard: '请取回卡片',
    keep: '继续显示',
    reminders: {
      again: '您今天已在此登记过一次，前台已知道',
      card: (until) => `卡片有效期至${writtenDay(until)}，请在居住地的市区町村更新`,
      certificate: (until) => `请在${writtenDay(until)}之前到市区町村的窗口更新电子证书`,
      grace: (until) => `请在${writtenDay(until)}之前到市区町村的窗口更新电子证书`,
      reimbursed: '医疗费补助在付款后，向市区町村申请即可获得退还',
      'own-data': '您的用药和体检等信息，可在Mynaportal查看',
    },
  },

  takeCard: {
    title: '请取回卡片',
    lead: {
      done: '登记已完成。请不要忘记随身物品',
      cancelled: '没有登记任何内容。重新放上卡片即可从头开始',
      problem: '请不要忘记随身物品',
      again: '请先取下卡片，再重新放上，从头开始',
    },
    cancelled: '登记尚未完成',
    noCard: '没有登记任何内容。放上卡片即可从头开始',
    forgotten: '您的卡片还在这里',
  },
  problem: {
    close: { again: '从头开始', 'take-card': '取回卡片并结束', close: '关闭' },
    number: '编号',
  },
};
