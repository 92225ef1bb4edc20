import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-8nn: the staff desk. */
export const deskProblems = {
  'U-801': {
    meaning: 'The accounts of the staff desk (desk.sqlite) cannot be read or written.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '職員アカウントのファイル（desk.sqlite）を読み書きできません。ディスクの空き容量と書き込み権限を確認してください。',
    retry: 'staff',
  },
  'U-802': {
    meaning: "The certificate of the staff desk cannot be made, or the operator's own files do not fit.",
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '受付端末用のHTTPS証明書を使えません。証明書と秘密鍵の組み合わせ、有効期限、ファイルの権限を確認してください。',
    retry: 'staff',
  },
  'U-803': {
    meaning:
      'The accounts of the staff desk were damaged: the file is set aside, and a new one begun without anybody in it.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '職員アカウントのファイル（desk.sqlite）が壊れていたため、残したまま新しく作り直しました。起動時に表示される設定コードで、アカウントを登録し直してください。バックアップがあれば保守担当に連絡してください。',
    retry: 'staff',
  },
} as const satisfies Record<`U-8${number}`, CatalogueEntry>;
