import type { SharingWords } from '../shape/sharing.ts';
import { writtenDay } from './writtenDay.ts';

export const sharing: SharingWords = {
  notice: {
    expiring: {
      title: '카드의 전자증명서 유효기한이 다가오고 있습니다',
      lead: (until) =>
        until
          ? `${writtenDay(until)}까지 사용할 수 있습니다. 시구정촌 창구에서 일찍 갱신해 주십시오.`
          : '시구정촌 창구에서 일찍 갱신해 주십시오.',
    },
    grace: {
      title: '카드의 전자증명서 유효기한이 지났습니다',
      lead: () =>
        '보험은 확인할 수 있지만 약과 진료 등의 정보는 제공할 수 없습니다. 시구정촌 창구에서 갱신해 주십시오.',
    },
    reimbursed: {
      title: '의료비 지원금은 나중에 환급됩니다',
      lead: () => '오늘은 창구에서 먼저 지불해 주십시오. 나중에 거주지 시구정촌에 신청하면 환급받을 수 있습니다.',
    },
    next: '다음으로',
  },

  consent: {
    title: '진찰을 위해 과거의 진료·약·건강검진 등의 정보를 이 의료기관에 제공하는 데 동의하십니까?',
    items: {
      surgery: { name: '수술', what: '지금까지 받은 수술' },
      medication: { name: '약제(약)', what: '처방받은 약' },
      diagnosis: { name: '진료', what: '진료받은 의료기관과 진료 내용' },
      checkup: { name: '특정 건강검진', what: '40세 이후의 건강검진 결과' },
      prescriptions: { name: '처방·조제', what: '최근 처방과 약국에서 받은 약' },
    },
    wide: {
      surgery: { name: '수술·병명·감염증', what: '지금까지 받은 수술, 병의 이름, 감염증' },
      medication: { name: '약제(약)·처방', what: '처방받은 약' },
      diagnosis: { name: '진료·알레르기·검사', what: '진료 내용, 약 등의 알레르기, 검사 결과' },
    },
    itemsLabel: '제공할 정보',
    reassurance: '무엇을 선택해도 진찰을 받을 수 있습니다. 동의는 24시간 동안 이 의료기관에서만 유효합니다.',
    all: '모두 동의함',
    choose: '하나씩 선택',
    none: '동의하지 않음',
  },

  consentItems: {
    title: '동의 여부를 하나씩 선택해 주십시오',
    yes: '동의함',
    no: '동의하지 않음',
  },
  oneByOne: { submit: '확인', remaining: (n) => `${n}개 더 선택해 주십시오` },

  prescription: {
    title: '처방전 종류를 선택해 주십시오',
    electronic: '전자 처방전',
    electronicHint: '약국에서 이 카드나 교환번호를 사용합니다',
    paper: '종이 처방전',
    paperHint: '지금까지처럼 종이를 약국에 가져갑니다',
  },

  subsidy: {
    verbs: {
      use: {
        title: '의료비 지원 수급자증을 이용하시겠습니까?',
        titleEach: '이용 여부를 하나씩 선택해 주십시오',
        yes: '이용함',
        no: '이용하지 않음',
        all: '모두 이용함',
        reassurance: '이용하지 않아도 진찰을 받을 수 있습니다.',
      },
      provide: {
        title: '의료비 지원 수급자증 정보를 제공하시겠습니까?',
        titleEach: '제공 여부를 하나씩 선택해 주십시오',
        yes: '제공함',
        no: '제공하지 않음',
        all: '모두 제공함',
        reassurance: '제공하지 않아도 진찰을 받을 수 있습니다.',
      },
    },
    itemsLabel: '수급자증',
    choose: '하나씩 선택',
    unnamed: '의료비 지원 수급자증',
    reimbursed: '창구에서 먼저 지불하고 나중에 환급',
  },
};
