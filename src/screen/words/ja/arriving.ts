import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: 'マイナンバーカードを置いてください',
    lead: '顔写真のある面を上にして、読み取り台に置きます',
    phone: 'スマートフォンで受付する',
    steps: ['カードを置く', '顔か暗証番号で、ご本人を確認', '同意を選んで、受付完了'],
    reader: '読み取り台',
  },
  cleaning: {
    title: '画面を掃除しています',
    lead: '触れても動きません。終わるまで、このままお待ちください',
    left: (n) => `あと${n}秒`,
  },

  diagnostics: {
    title: '調整中です',
    lead: 'ただいま受付機を使えません。受付窓口へお越しください',
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
};
