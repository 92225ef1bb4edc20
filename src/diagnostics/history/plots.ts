import type { Span } from './history.ts';

/** One plot of the desk's page: what it shows of which values, and how a day's values become one. */
export interface HistoryPlot {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly unit: string;
  /** So many of what the check measures in make one `unit`; 1 when absent. */
  readonly per?: number;
  readonly of: keyof Pick<Span, 'mean' | 'sum' | 'least' | 'most'>;
  /** Values of checks; their names end in this where each of several devices has one. */
  readonly lines: readonly { readonly value: string; readonly says: string }[];
}

/** What a technician looks at before something fails, the likeliest to fail first. */
export const historyPlots: readonly HistoryPlot[] = [
  {
    name: 'read-errors',
    title: '読めなかったカード',
    explanation:
      '最近20件の手続きのうち、カードを読めなかった件数です。増え続けるときは、リーダーの清掃か交換の時期です。',
    unit: '件',
    of: 'most',
    lines: [{ value: 'visits.unread', says: '読めなかったカード' }],
  },
  {
    name: 'camera',
    title: 'カメラの速さ',
    explanation: '1秒あたりの映像の枚数です。減っていくときは、ケーブル、USBハブ、カメラを確認します。',
    unit: '枚',
    of: 'mean',
    lines: [
      { value: 'camera.framesPerSecond', says: '顔のカメラ' },
      { value: 'card-camera.framesPerSecond', says: 'カードのカメラ' },
    ],
  },
  {
    name: 'answer',
    title: '資格確認の回答',
    explanation: '試しの問い合わせに答えが返るまでの時間です。',
    unit: 'ms',
    of: 'mean',
    lines: [{ value: 'gateway.answer', says: '回答まで' }],
  },
  {
    name: 'queue',
    title: 'いちばん古い未送信',
    explanation: '院内システムに届いていない受付のうち、いちばん古いものの経過時間です。',
    unit: '時間',
    of: 'most',
    lines: [{ value: 'queue.oldest', says: '経過時間' }],
  },
  {
    name: 'temperature',
    title: '本体の温度',
    explanation: '本体でいちばん熱い所の温度です。上がっていくときは、通気口とファンを確認します。',
    unit: '℃',
    of: 'most',
    lines: [{ value: 'temperature.celsius', says: 'その日の最高' }],
  },
  {
    name: 'disk',
    title: 'ディスクの空き',
    explanation: 'データフォルダーのあるディスクの空き容量です。',
    unit: 'GiB',
    per: 1_024,
    of: 'least',
    lines: [{ value: 'disk.free', says: 'その日の最少' }],
  },
  {
    name: 'memory',
    title: 'メモリー',
    explanation: '受付機のプログラムが使っているメモリーです。',
    unit: 'MiB',
    of: 'most',
    lines: [{ value: 'memory.resident', says: 'その日の最大' }],
  },
  {
    name: 'starts',
    title: '起動した回数',
    explanation:
      '受付機のプログラムが起動した回数です。毎日の電源の入り切りより多いときは、止まって起動し直しています。',
    unit: '回',
    of: 'sum',
    lines: [{ value: 'kiosk.starts', says: '起動' }],
  },
];
