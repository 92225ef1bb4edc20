import { tokyoClock, tokyoDate } from '../../kernel/tokyoTime.ts';
import { isHost } from '../machine/plan.ts';
import { right, type SetUpStep, typedIn, wrong } from '../step.ts';

/** Of Japan's own standard time. */
const usual = 'ntp.nict.jp';

/** Where the device's clock is set by; elsewhere only whether it is right. */
export const time: SetUpStep = {
  id: 'time',
  title: '時刻',
  question: '受付機の時刻は合っていますか',
  why: '証明書の期限、受付の時刻、管理者の2段階認証は、正しい時刻がないと働きません。',
  owns: [],
  skip: 'いまの時刻のまま進みます。',
  trial: { word: '時刻を確かめる', checks: ['clock'] },
  risks: ['U-745', 'U-746'],
  note: ({ now, isMachineOurs }) =>
    `いまの受付機の時刻は ${tokyoDate(now)} ${tokyoClock(now)} です。${
      isMachineOurs ? '' : '違うときは、このパソコンのOS（基本ソフト）の設定画面で合わせてください。'
    }`,
  fields: (_draft, { isMachineOurs, timeServer }) =>
    isMachineOurs
      ? [
          {
            kind: 'line',
            name: 'server',
            label: '時刻サーバー',
            help: '閉じたネットワークでは、医院の時刻サーバー',
            value: timeServer ?? usual,
            needed: true,
          },
        ]
      : [],
  answer(typed, _draft, { isMachineOurs }) {
    if (!isMachineOurs) return right({});
    const server = typedIn(typed, 'server');
    return isHost(server)
      ? right({}, { timeServer: server })
      : wrong('server', 'サーバーの名前か住所を入力してください。');
  },
};
