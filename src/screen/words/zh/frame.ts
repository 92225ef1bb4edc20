import type { FrameWords } from '../shape/frame.ts';

export const frame: FrameWords = {
  reception: '登记',
  language: '语言',
  progress: '登记步骤',
  steps: { card: '卡片', identity: '本人确认', consent: '同意', check: '保险确认', done: '完成' },
  cancel: '停止登记',
  help: '呼叫工作人员',
  helpCalled: '已呼叫工作人员，请稍候',
  oral: '工作人员正在输入您口头的回答',

  countdown: {
    title: (seconds) => `${seconds}秒后结束`,
    seconds: '秒',
    lead: '要继续吗？',
    more: '继续',
    end: '停止登记',
  },
  practice: {
    mark: '练习',
    lead: '不会真正办理受理',
    start: '试一试',
    place: '当作已放好卡',
    hold: '当作已放近',
    take: '当作已取走卡',
    end: '结束练习',
    spoken: '这是练习。',
    pin: '请不要输入您自己的密码。任意数字都可以',
  },
  starting: { title: '正在准备', lead: '请稍候' },
  taken: { title: '此画面已在别处打开', lead: '麻烦您向前台工作人员咨询' },
};
