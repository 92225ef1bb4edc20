import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: 'マイナンバーカードを置《お》いてください',
    lead: '写真《しゃしん》を上《うえ》にして、置《お》いてください',
    phone: 'スマートフォンを使《つか》う',
  },
  reading: {
    title: 'カードを読《よ》んでいます',
    lead: 'カードを動《うご》かさないでください',
  },

  phone: {
    title: 'どのスマートフォンですか？',
    iphone: 'iPhone',
    iphoneHint: 'スマートフォンの画面《がめん》を見《み》て、してください',
    android: 'Android',
    androidHint: '4つの数字《すうじ》を入《い》れてから、近《ちか》づけます',
    hold: 'スマートフォンを近《ちか》づけてください',
    holdLead: '終《お》わるまで、2秒《びょう》くらい動《うご》かさないでください',
    pinLead: 'スマートフォンで決《き》めた、4つの数字《すうじ》です',
  },

  register: {
    title: 'このカードを健康保険証《けんこうほけんしょう》にしますか？',
    lead: '「いいえ」の人《ひと》は、資格確認書《しかくかくにんしょ》を受付《うけつけ》の人《ひと》に見《み》せてください。',
    yes: 'はい（登録《とうろく》する）',
    no: 'いいえ（登録《とうろく》しない）',
    working: '登録《とうろく》しています',
  },
};
