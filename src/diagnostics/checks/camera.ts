import { type CheckFault, check, fine, type Seen } from '../check.ts';
import { film } from '../film.ts';
import type { EyePort } from '../ports.ts';

const way = { symptom: 'no-face', severity: 'warning' } as const;

const measures = {
  first: { says: '最初の1枚まで', unit: 'ms' },
  framesPerSecond: { says: '1秒あたりの枚数', unit: '枚', least: 2, beyond: 'few' },
  drawn: { says: '1秒に描いた枚数（シミュレーター）', unit: '枚' },
  resolution: { says: '画素数' },
  torn: { says: '壊れた映像', unit: '枚' },
  late: { says: '遅れて届いた映像', unit: '%' },
  flicker: { says: '明るさのちらつき', unit: '%' },
  focus: { says: 'ピント（大きいほど鋭い）' },
  brightness: { says: '明るさ（0–255）' },
  middle: { says: '中央（顔の位置）の明るさ（0–255）' },
  dark: { says: '暗くつぶれた部分', unit: '%' },
  glare: { says: '光って白く飛んだ部分', unit: '%' },
} as const;

/** The white of a card stays below; a lamp that is mirrored beside the print takes some hundredths. Per cent. */
const mostGlare = 1;

/** After some seconds nobody looks through it any more, and its device is let go: the next look starts it anew. */
const mending = { says: 'カメラを止めて、起動し直します' } as const;

const forbidden: CheckFault = {
  ...way,
  number: 'U-211',
  part: 'configuration',
  says: 'この利用者は、カメラを開けません',
  next: '受付機を動かす利用者を video グループに入れてください（usermod -aG video）。',
};

type CameraFault = 'none' | 'forbidden' | 'black' | 'frozen' | 'few';

export const camera = check({
  id: 'camera',
  title: '顔のカメラ',
  proves: '患者さんに向いたカメラから、動く映像が十分な速さで届く',
  needs: ['camera'],
  limitMs: 25_000,
  alone: ['camera'],
  mending,
  measures,
  faults: {
    none: {
      ...way,
      number: 'U-211',
      part: 'camera',
      says: 'カメラの映像が届きません',
      next: 'USBケーブルを挿し直し、設定 camera.device の名前を確認してください。暗証番号での受付はできます。',
    },
    forbidden,
    black: {
      ...way,
      number: 'U-211',
      part: 'camera',
      says: 'カメラの映像が真っ黒です',
      next: 'レンズのふた、シャッター、貼り紙を取り、照明を確認してください。',
    },
    frozen: {
      ...way,
      number: 'U-211',
      part: 'camera',
      says: 'カメラの映像が止まったままです',
      next: 'カメラのUSBケーブルを抜き、5秒待って挿し直してください。続くときはカメラを交換してください。',
    },
    few: {
      ...way,
      number: 'U-211',
      part: 'camera',
      says: 'カメラの映像がとぎれとぎれです',
      next: 'USBハブを使わずに直接つなぎ、部屋を明るくしてください。',
    },
  },
  run: ({ camera: eye }, signal) => seenBy(eye, signal),
});

export const cardCamera = check({
  id: 'card-camera',
  title: 'カードのカメラ',
  proves: 'カードに向いたカメラから、動く映像が十分な速さで届く',
  needs: ['cardCamera'],
  limitMs: 25_000,
  alone: ['card-camera'],
  mending,
  measures: {
    ...measures,
    // What lies there lies still: a picture every other second is enough.
    framesPerSecond: { ...measures.framesPerSecond, least: 0.5 },
    glare: { ...measures.glare, most: mostGlare, beyond: 'glare' },
  },
  faults: {
    forbidden,
    none: {
      ...way,
      number: 'U-215',
      part: 'card-camera',
      says: 'カード用カメラの映像が届きません',
      next: 'USBケーブルを挿し直し、設定 camera.cardDevice の名前を確認してください。券面の数字は手入力できます。',
    },
    black: {
      ...way,
      number: 'U-215',
      part: 'card-camera',
      says: 'カード用カメラの映像が真っ黒です',
      next: 'レンズのふたや汚れ、読み取り台の照明を確認してください。',
    },
    frozen: {
      ...way,
      number: 'U-215',
      part: 'card-camera',
      says: 'カード用カメラの映像が止まったままです',
      next: 'カメラのUSBケーブルを抜き、5秒待って挿し直してください。続くときはカメラを交換してください。',
    },
    glare: {
      ...way,
      severity: 'notice',
      number: 'U-215',
      part: 'card-camera',
      says: 'カードに照明が映り込んでいます',
      next: '照明や窓の光がカードに映らないように、読み取り台の向きを変えるか、光をさえぎってください。券面の数字は手入力できます。',
    },
    few: {
      ...way,
      number: 'U-215',
      part: 'card-camera',
      says: 'カード用カメラの映像がとぎれとぎれです',
      next: 'USBハブを使わずに直接つないでください。',
    },
  },
  run: ({ cardCamera: eye }, signal) => seenBy(eye, signal),
});

async function seenBy(eye: EyePort, signal: AbortSignal): Promise<Seen<CameraFault>> {
  const { values, problem } = await film(eye, signal);
  if (!problem) return fine(values);
  const detail = problem.detail ?? problem.code;
  const known = inJapanese.find(([said]) => said.test(detail));
  return { values, found: [{ fault: faultIn(detail), detail: known ? known[1] : detail }] };
}

/** What the watch over the camera says by itself; black and frozen are said by the fault already. */
const inJapanese: readonly (readonly [RegExp, string | undefined])[] = [
  [/no picture in time/, '時間内に1枚も届かない'],
  [/torn pictures only/, '壊れた映像しか届かない'],
  [/stopped sending/, '途中で止まった'],
  [/black pictures only|same picture/, undefined],
];

/** The watch over the camera says in words what was wrong. */
function faultIn(detail: string): CameraFault {
  if (/black/.test(detail)) return 'black';
  if (/same picture/.test(detail)) return 'frozen';
  return /EACCES|permission denied|not permitted/i.test(detail) ? 'forbidden' : 'none';
}
