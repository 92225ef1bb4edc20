import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: '마이넘버 카드를 놓아 주십시오',
    lead: '얼굴 사진이 있는 면을 위로 하여 판독대에 놓습니다',
    phone: '스마트폰으로 접수하기',
    steps: ['카드를 놓기', '얼굴 또는 비밀번호로 확인', '동의를 선택하면 접수 완료'],
    reader: '판독대',
  },
  cleaning: {
    title: '화면을 닦고 있습니다',
    lead: '지금은 눌러도 반응하지 않습니다. 잠시 기다려 주십시오',
    left: (n) => `${n}초 남음`,
  },
  diagnostics: {
    title: '점검 중입니다',
    lead: '지금은 접수기를 사용할 수 없습니다. 접수 창구로 와 주십시오',
  },
  reading: {
    title: '카드를 읽고 있습니다',
    lead: '카드를 그대로 두십시오',
  },

  phone: {
    title: '스마트폰 종류를 선택해 주십시오',
    iphone: 'iPhone',
    iphoneHint: '화면 안내에 따라 스마트폰에서 본인 확인을 합니다',
    android: 'Android',
    androidHint: '비밀번호 4자리를 입력한 후 댑니다',
    hold: '스마트폰을 판독대에 대어 주십시오',
    holdLead: '다 읽을 때까지 2초 정도 그대로 계십시오',
    pinLead: '스마트폰에 설정한 숫자 4자리입니다',
  },

  register: {
    title: '이 카드를 건강보험증으로 등록하시겠습니까?',
    lead: '아직 등록되지 않은 카드입니다. 등록하지 않는 분은 자격확인서 등을 접수 창구에 보여 주십시오.',
    yes: '등록함',
    no: '등록하지 않음',
    working: '등록하고 있습니다',
  },
};
