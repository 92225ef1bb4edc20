import type { SharingWords } from '../shape/sharing.ts';
import { writtenDay } from './writtenDay.ts';

export const sharing: SharingWords = {
  notice: {
    expiring: {
      title: '卡内电子证书的有效期将至',
      lead: (until) =>
        until ? `可使用至${writtenDay(until)}。请尽早到市区町村的窗口更新。` : '请尽早到市区町村的窗口更新。',
    },
    grace: {
      title: '卡内电子证书已过有效期',
      lead: () => '可以确认保险，但不能提供用药和诊疗等信息。请到市区町村的窗口更新。',
    },
    reimbursed: {
      title: '医疗费补助将于日后退还',
      lead: () => '今天请先在窗口付款。之后向您居住的市区町村申请，即可获得退还。',
    },
    next: '下一步',
  },

  consent: {
    title: '为了您的诊疗，是否同意将您过去的诊疗、用药、体检等信息提供给本医疗机构？',
    items: {
      surgery: { name: '手术', what: '您接受过的手术' },
      medication: { name: '药剂（用药）', what: '医生给您开过的药' },
      diagnosis: { name: '诊疗', what: '就诊过的医疗机构和诊疗内容' },
      checkup: { name: '特定健康检查', what: '40岁以后的体检结果' },
      prescriptions: { name: '处方、配药', what: '最近的处方和在药局领取的药' },
    },
    wide: {
      surgery: { name: '手术、病名、传染病', what: '您接受过的手术、疾病名称、传染病' },
      medication: { name: '药剂（用药）、处方', what: '医生给您开过的药' },
      diagnosis: { name: '诊疗、过敏、检查', what: '诊疗内容、药物等过敏、检查结果' },
    },
    itemsLabel: '要提供的信息',
    reassurance: '无论选择哪一项，都可以就诊。同意仅在24小时内、仅在本医疗机构有效。',
    all: '全部同意',
    choose: '逐项选择',
    none: '不同意',
  },

  consentItems: {
    title: '请逐项选择是否同意',
    yes: '同意',
    no: '不同意',
  },
  oneByOne: { submit: '确定', remaining: (n) => `还有${n}项未选择` },

  prescription: {
    title: '请选择处方笺的种类',
    electronic: '电子处方笺',
    electronicHint: '在药局使用此卡或兑换号码',
    paper: '纸质处方笺',
    paperHint: '和以前一样，把处方笺拿到药局',
  },

  subsidy: {
    verbs: {
      use: {
        title: '要使用医疗费补助的受给者证吗？',
        titleEach: '请逐项选择是否使用',
        yes: '使用',
        no: '不使用',
        all: '全部使用',
        reassurance: '不使用也可以就诊。',
      },
      provide: {
        title: '要提供医疗费补助受给者证的信息吗？',
        titleEach: '请逐项选择是否提供',
        yes: '提供',
        no: '不提供',
        all: '全部提供',
        reassurance: '不提供也可以就诊。',
      },
    },
    itemsLabel: '受给者证',
    choose: '逐项选择',
    unnamed: '医疗费补助受给者证',
    reimbursed: '先在窗口付款，之后退还',
  },
};
