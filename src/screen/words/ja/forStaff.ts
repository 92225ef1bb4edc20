import { visualReasonWords } from '../../../reception/visualReasons.ts';
import type { StaffWords } from '../shape/forStaff.ts';

export const forStaff: StaffWords = {
  close: '患者さんの画面に戻る',
  only: '職員用',
  pad: '目視確認の番号',
  typed: (n) => `4けたのうち${n}けたを入力しました`,
  passcode: {
    wrong: '目視確認の番号がちがいます',
    locked: '係の者がまいります。お待ちください',
  },
  see: 'カードの写真と、ご本人を見比べてください',
  seeLead: '目視で確認した理由を選びます。右は、同意も職員が聞き取って入力するときです。',
  reasons: visualReasonWords.ja,
  patientAnswers: '患者さんが操作',
  staffAnswers: '職員が聞き取って操作',
};
