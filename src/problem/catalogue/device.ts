import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-6nn: the device. */
export const deviceProblems = {
  'U-601': {
    meaning: 'A part of the program failed in a way nobody foresaw; the visit was ended.',
    patient: title('couldNotGoOn'),
    advice: advice('toTheDesk'),
    staff: '内部エラーです。ログを添えて保守担当に連絡してください。',
    retry: 'patient',
  },
  'U-602': {
    meaning:
      'A second browser asked for the patient screen and was turned away, or one sent more than anybody presses.',
    patient: title('openElsewhere'),
    advice: advice('toTheDesk'),
    staff:
      '患者用画面を、受付機の画面のほかからも開こうとしたものがあり、拒否しました。心当たりがなければ、受付機につながっている人や機器を確認し、保守担当に連絡してください。',
    retry: 'no',
  },
  'U-603': {
    meaning: 'The log cannot be written: lines are dropped and counted until the disk takes them again.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '動作ログを書き込めません。受付はできています。ディスクの空き容量と、データフォルダーのlogの権限を確認してください。直れば自動で再開します。',
    retry: 'staff',
  },
  'U-604': {
    meaning:
      "The clock cannot be believed: it is behind what was recorded, leapt, or differs from the gateway's. Nothing that depends on the day is done until it is right.",
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '受付機の時計が正しくないおそれがあります。日付と時刻（日本時間）、時刻合わせの設定、内蔵電池を確認してください。患者さんのカードの問題ではありません。時計が合えば自動で再開します。',
    retry: 'staff',
  },
  'U-605': {
    meaning:
      'The main thread waited for a disk, a lock or another program: meanwhile no press was answered. Logged from 50 ms, told to staff from a second.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機の画面が一時的に止まりました。保存先のディスクが遅いか、ほかのプログラムがデータを使用しています。続くときは、ログのU-605の時刻を添えて保守担当に連絡してください。',
    retry: 'staff',
  },
} as const satisfies Record<`U-6${number}`, CatalogueEntry>;
