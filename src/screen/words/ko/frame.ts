import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: '접수',
  language: '언어',
  progress: '접수 순서',
  steps: { card: '카드', identity: '본인 확인', consent: '동의', check: '보험 확인', done: '완료' },
  cancel: '접수 그만하기',
  help: '직원 부르기',
  helpCalled: '직원을 불렀습니다. 기다려 주십시오',
  oral: '직원이 말씀하신 답을 입력하고 있습니다',

  countdown: {
    title: (seconds) => `${seconds}초 후에 종료됩니다`,
    seconds: '초',
    lead: '계속하시겠습니까?',
    more: '계속하기',
    end: '접수 그만하기',
  },
  practice: {
    mark: '연습',
    lead: '실제로 접수되지 않습니다',
    start: '연습해 보기',
    place: '카드를 놓은 것으로 하기',
    hold: '댄 것으로 하기',
    take: '카드를 가져간 것으로 하기',
    end: '연습 끝내기',
    spoken: '연습입니다.',
    pin: '본인의 비밀번호를 입력하지 마세요. 아무 숫자나 괜찮습니다',
  },
  starting: { title: '준비하고 있습니다', lead: '잠시 기다려 주십시오' },
  taken: { title: '이 화면은 다른 곳에서 열려 있습니다', lead: '번거로우시겠지만 접수 창구에 말씀해 주십시오' },
};
