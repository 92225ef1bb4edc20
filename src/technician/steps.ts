import type { StepKind } from '../screen/benchView.ts';

/** One screen of the guided diagnosis. Words are Japanese: technicians read them. */
export interface BenchStep {
  readonly id: string;
  readonly title: string;
  /** What to do, and what to look at. */
  readonly guide: string;
  readonly kind: StepKind;
  /** Checks of the catalogue that it runs; absent for all of them. */
  readonly checks?: readonly string[];
}

/** In the order in which a technician goes through them. */
export const steps: readonly BenchStep[] = [
  {
    id: 'overview',
    title: '全体の点検',
    guide: '受付機のすべての点検を1回ずつ行います。不合格の項目は、あとの手順で詳しく調べます。',
    kind: 'checks',
  },
  {
    id: 'card',
    title: 'カードリーダー',
    guide:
      '見本のカード、またはご自身のカードを台に置き、20回続けて読み取ります。次に、カードを少し浮かせて（5 mm、10 mm）繰り返し、読めた高さをメモに書いてください。',
    kind: 'reads',
    checks: ['pcsc', 'reader'],
  },
  {
    id: 'camera',
    title: '顔のカメラ',
    guide:
      '受付機の前に立ち、映像の速さと明るさが安定しているか見てください。照明を消したり、窓のそばでも試してください。',
    kind: 'live',
    checks: ['camera'],
  },
  {
    id: 'card-camera',
    title: 'カードのカメラ',
    guide: '読み取り台にカードを置いたとき、置かないときの明るさを見てください。',
    kind: 'live',
    checks: ['card-camera'],
  },
  {
    id: 'face',
    title: '顔の照合',
    guide: '照合のプログラムとデータが正しいか、決まった絵で確かめます。顔は使いません。',
    kind: 'checks',
    checks: ['face'],
  },
  {
    id: 'touch',
    title: '画面のタッチ',
    guide:
      '画面いっぱいにマスを出し、1本の指で、すべてのマスをなぞってください。色の変わらないマスは反応しない場所です。1回の接触が2つに感じられると「二重」に数えます。',
    kind: 'touch',
    checks: ['screen'],
  },
  {
    id: 'sound',
    title: '音',
    guide: '音を鳴らします。待合室の音量で聞こえたかどうかを答えてください。',
    kind: 'sound',
    checks: ['sound'],
  },
  {
    id: 'network',
    title: 'ネットワーク',
    guide: '回線、資格確認の中継、院内システムまでを順に確かめます。どの段階で止まったかが分かります。',
    kind: 'checks',
    checks: ['network', 'gateway', 'receivers', 'shares', 'answers', 'deliveries', 'clock'],
  },
  {
    id: 'machine',
    title: '本体',
    guide: 'ディスク、メモリー、温度、プログラム、証明書の期限を確かめます。',
    kind: 'checks',
    checks: [
      'program',
      'programs',
      'configuration',
      'files',
      'certificates',
      'data-folder',
      'disk',
      'storage-wear',
      'memory',
      'temperature',
      'protection',
      'responsiveness',
      'queue',
      'audit',
      'statistics',
    ],
  },
  {
    id: 'burn-in',
    title: '連続運転',
    guide:
      '決めた時間、カメラ・リーダー・本体を動かし続け、動いた値をすべて記録します。台にカードを置くと読み取りも繰り返します。終わると結果を残し、30分後に受付へ戻ります。',
    kind: 'burn-in',
    checks: ['camera', 'card-camera', 'memory', 'temperature', 'responsiveness', 'disk', 'reader'],
  },
  {
    id: 'report',
    title: '報告書',
    guide: '行った手順と結果を報告書にします。報告書は署名して保存し、受付端末（職員用の画面）で開いて印刷できます。',
    kind: 'report',
  },
];

/** The step after it; none after the last. */
export function nextOf(step: BenchStep): BenchStep | undefined {
  return steps[steps.indexOf(step) + 1];
}
