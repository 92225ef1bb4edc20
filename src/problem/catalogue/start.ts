import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-7nn: configuration and start. */
export const startProblems = {
  'U-701': {
    meaning: 'kiosk.config.json cannot be read or breaks its schema.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: '設定ファイルに誤りがあります。uketsuke config check で行番号を確認してください。',
    retry: 'staff',
  },
  'U-702': {
    meaning: 'Something the kiosk was told to use is not there at start: pcscd, vpcd, a port, a folder.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: '起動に必要なものが足りません。画面またはログの案内に従ってください。',
    retry: 'staff',
  },
  'U-703': {
    meaning: 'A file of the face networks could not be installed: not found, not the one the manifest names, no room.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: '顔認証のモデルを導入できません。表示された案内に従い、入手元・空き容量・権限を確認してください。',
    retry: 'staff',
  },
  'U-704': {
    meaning: 'The data folder belongs to a process that is running: a kiosk, or a command that changes what is in it.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '同じデータフォルダーを別のプログラムが使用中です。受付機が動いている間は二重に起動せず、変更する操作は受付機を止めてから行ってください。',
    retry: 'staff',
  },
  'U-705': {
    meaning: 'A published file of the face networks is not what its form says, or asks to be executed: refused.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '顔認証のモデルのファイルを変換できません。内容が壊れているか、不正なものです。実行はしていません。正しい入手元から入れ直してください。',
    retry: 'staff',
  },
  'U-706': {
    meaning: 'The program is not whole, or Node.js is too old for it.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: '受付機のプログラムの一部がないか、動かす環境が古すぎます。入れ直すよう、保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-707': {
    meaning: 'The program ends again and again after its start; whoever starts it waits a while before the next try.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '受付機のプログラムが起動に失敗し続けています。5分ごとに自動で再試行します。続くときは保守担当に連絡してください。',
    retry: 'staff',
  },
} as const satisfies Record<`U-7${number}`, CatalogueEntry>;
