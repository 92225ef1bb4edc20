import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

const unseen = { patient: title('outOfService'), advice: advice('toTheDesk') } as const;

/** U-74n, U-75n: the set-up of a kiosk, before it serves and when an administrator changes an answer. */
export const setUpProblems = {
  'U-740': {
    meaning: 'The kiosk has not been set up: nobody is served yet.',
    ...unseen,
    staff: '受付機の初期設定が終わっていません。受付機の画面またはブラウザーで、設定の続きを行ってください。',
    retry: 'staff',
  },
  'U-741': {
    meaning: 'The answers of the set-up make a configuration that breaks its schema or contradicts itself.',
    ...unseen,
    staff: '設定の組み合わせに誤りがあります。表示された項目を見直してください。',
    retry: 'staff',
  },
  'U-742': {
    meaning: 'What the set-up had kept of its answers cannot be read: it begins anew.',
    ...unseen,
    staff: '途中まで行った設定の記録を読めません。初めから行ってください。',
    retry: 'staff',
  },
  'U-743': {
    meaning: 'The configuration, or a secret beside it, cannot be written.',
    ...unseen,
    staff: '設定ファイルを書き込めません。空き容量と、設定ファイルのあるフォルダーの権限を確認してください。',
    retry: 'staff',
  },
  'U-744': {
    meaning: 'What was to be imported is no configuration of this program.',
    ...unseen,
    staff: 'このファイルは受付機の設定として読み込めません。書き出したファイルをそのまま選んでください。',
    retry: 'staff',
  },
  'U-745': {
    meaning: 'The network is managed by the operating system of this PC: the kiosk changes nothing about it.',
    ...unseen,
    staff: 'このパソコンのネットワークと時刻は、OS（基本ソフト）が管理しています。OSの設定画面で変更してください。',
    retry: 'no',
  },
  'U-746': {
    meaning: 'The settings of the network or of the time server cannot be handed to the device.',
    ...unseen,
    staff: 'ネットワークまたは時刻の設定を装置に渡せません。入力を見直し、続くときは保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-747': {
    meaning: 'The receiver did not take the test delivery.',
    ...unseen,
    staff: '試験の受付が送信先に届きません。送信先の住所・証明書・秘密の値と、受け側の準備を確認してください。',
    retry: 'staff',
  },
  'U-748': {
    meaning: 'Reader and camera are not shown live while patients are served.',
    ...unseen,
    staff: '受付中は、リーダーとカメラの様子を設定画面に表示しません。「調整（保守）」で確認してください。',
    retry: 'no',
  },
  'U-749': {
    meaning: 'The kiosk could not be started with the configuration that the set-up wrote; the set-up goes on.',
    ...unseen,
    staff: 'この設定では受付機を起動できませんでした。表示された理由を見て、設定を見直してください。',
    retry: 'staff',
  },
  'U-750': {
    meaning: 'In a trial with simulated surroundings the set-up changes nothing.',
    ...unseen,
    staff: '体験用（シミュレーター）では、設定を見るだけで、変更はできません。',
    retry: 'no',
  },
} as const satisfies Record<`U-7${number}`, CatalogueEntry>;
