import type { ArrivingWords } from '../shape/arriving.ts';

export const arriving: ArrivingWords = {
  idle: {
    title: '请放上个人编号卡',
    lead: '请将有照片的一面朝上，放在读卡处',
    phone: '用智能手机登记',
    steps: ['放上卡片', '用面部或密码确认', '选择是否同意，登记完成'],
    reader: '读卡处',
  },
  cleaning: {
    title: '正在清洁屏幕',
    lead: '现在触摸没有反应，请稍候',
    left: (n) => `还有${n}秒`,
  },
  diagnostics: {
    title: '设备调试中',
    lead: '现在无法使用本机，请前往接待窗口',
  },
  reading: {
    title: '正在读取卡片',
    lead: '请不要移动卡片',
  },

  phone: {
    title: '请选择智能手机的种类',
    iphone: 'iPhone',
    iphoneHint: '请按照手机画面的提示进行本人确认',
    android: 'Android',
    androidHint: '输入4位密码后，把手机放近',
    hold: '请把手机放近读卡处',
    holdLead: '请保持约2秒，直到读取完成',
    pinLead: '您在手机上设置的4位数字',
  },

  register: {
    title: '要将此卡登记为健康保险证吗？',
    lead: '此卡尚未登记。不登记的人，请在前台出示资格确认书等。',
    yes: '登记为保险证',
    no: '不登记',
    working: '正在登记',
  },
};
