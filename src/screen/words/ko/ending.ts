import type { EndingWords } from '../shape/ending.ts';
import { writtenDay } from './writtenDay.ts';

export const ending: EndingWords = {
  checking: {
    title: '보험 자격을 확인하고 있습니다',
    lead: '카드를 그대로 두십시오',
  },

  done: {
    title: '접수 완료',
    ok: '알겠습니다',
    provisional: '보험은 나중에 확인합니다. 이대로 기다리시면 됩니다.',
    takeCard: '카드를 가져가 주십시오',
    keep: '조금 더 표시하기',
    reminders: {
      again: '오늘 이미 접수하셨습니다. 창구에서도 알고 있습니다',
      card: (until) => `카드는 ${writtenDay(until)}까지입니다. 갱신은 거주지 시구정촌에서`,
      certificate: (until) => `${writtenDay(until)}까지 시구정촌 창구에서 전자증명서를 갱신해 주십시오`,
      grace: (until) => `${writtenDay(until)}까지 시구정촌 창구에서 전자증명서를 갱신해 주십시오`,
      reimbursed: '의료비 지원은 지불 후 시구정촌에 신청하면 환급받을 수 있습니다',
      'own-data': '본인의 약과 건강검진 정보는 마이나포털에서 볼 수 있습니다',
    },
  },

  takeCard: {
    title: '카드를 가져가 주십시오',
    lead: {
      done: '접수가 끝났습니다. 잊으신 물건이 없도록 주의해 주십시오',
      cancelled: '아무것도 등록하지 않았습니다. 카드를 다시 놓으면 처음부터 할 수 있습니다',
      problem: '잊으신 물건이 없도록 주의해 주십시오',
      again: '카드를 들었다가 다시 놓아 주십시오. 처음부터 할 수 있습니다',
    },
    cancelled: '접수가 끝나지 않았습니다',
    noCard: '아무것도 등록하지 않았습니다. 카드를 놓으면 처음부터 할 수 있습니다',
    forgotten: '카드가 그대로 놓여 있습니다',
  },
  problem: {
    close: { again: '처음부터 다시 하기', 'take-card': '카드를 가지고 끝내기', close: '닫기' },
    number: '번호',
  },
};
