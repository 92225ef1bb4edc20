import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-5nn: recording and delivery. */
export const recordingProblems = {
  'U-501': {
    meaning: 'The reception could not be committed to disk.',
    patient: title('notSaved'),
    advice: advice('toTheDesk'),
    staff: '受付内容を保存できません。ディスクの空き容量と書き込み権限を確認してください。この受付は完了していません。',
    retry: 'staff',
  },
  'U-502': {
    meaning: "The clinic's system cannot be reached; receptions wait in the queue and are delivered later.",
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff: '院内システムに送信できていません。受付データは暗号化して保管中です。つながりしだい自動で送ります。',
    retry: 'staff',
  },
  'U-503': {
    meaning: 'The clinic refused a reception (4xx) or the limit of attempts is reached: the delivery is parked.',
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff:
      '院内システムが受付データを受け取りませんでした。uketsuke queue list で内容を確認し、queue retry で再送してください。',
    retry: 'staff',
  },
  'U-504': {
    meaning: 'A sealed payload cannot be opened: the key file is missing, replaced, or the row is damaged.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: '保管中の受付データを復号できません。鍵ファイルが元のものか確認してください。データは消さずに残しています。',
    retry: 'staff',
  },
  'U-505': {
    meaning: 'The storage has too little room left: no visit is begun whose reception might not fit.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '保存先の空き容量が不足しているため、新しい受付を止めています。受付済みのデータは残っています。空き容量を増やすと自動で再開します。',
    retry: 'staff',
  },
  'U-506': {
    meaning:
      'The queue database is damaged. At start it is set aside, what can be read is taken over, and this is told.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '保管中の受付データの一部が壊れています。再起動すると、読めるデータを取り出して続けます。壊れたファイルは残してあります。保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-507': {
    meaning: 'A record of the audit trail could not be committed to disk, or the trail cannot be read.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '操作の記録（監査ログ）を保存できません。ディスクの空き容量と書き込み権限を確認してください。受付データとは別のファイルです。',
    retry: 'staff',
  },
  'U-508': {
    meaning: 'The audit trail is not what its anchors say: records are missing, or a damaged file was set aside.',
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff:
      '操作の記録（監査ログ）の一部が欠けているか、書き換えられています。uketsuke audit verify で場所を確認し、保守担当に連絡してください。',
    retry: 'no',
  },
  'U-509': {
    meaning: 'The counters behind the statistics of the clinic cannot be written or read.',
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff: '利用状況の集計を保存できません。受付はできています。ディスクの空き容量を確認してください。',
    retry: 'staff',
  },
  'U-510': {
    meaning:
      "The clinic's system answers, but lets the kiosk in nowhere (401, 403, 404 and the like): set up wrongly at one end. Receptions wait.",
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff:
      '院内システムが受付機からの送信を拒否しています。送信先のアドレス、共有の鍵、証明書、両方の時計を確認してください。受付データは暗号化して保管中です。直ると自動で送ります。',
    retry: 'staff',
  },
  'U-511': {
    meaning:
      "What the queue's file says of a delivery was not written by the kiosk. It is parked: neither sent nor taken for delivered until a person has looked.",
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff:
      '保管ファイルの送信記録が、受付機以外から書き換えられています。該当する受付は送信済みとせず保留にしました。uketsuke queue list --state parked で確認し、院内システムに届いていなければ queue retry で送ってください。保守担当にも連絡してください。',
    retry: 'staff',
  },
  'U-512': {
    meaning:
      'Another program holds a database of the kiosk and does not let go of it. Nobody waits for it longer than some seconds; what is not on disk is not called done.',
    patient: title('notSaved'),
    advice: advice('toTheDesk'),
    staff:
      'ほかのプログラムが受付機のデータベースを使用中のため、書き込めません。バックアップやデータベースの閲覧ソフトなどを止めてください。止まると自動で再開します。「受付を記録できませんでした」と表示された受付は完了していません。',
    retry: 'staff',
  },
  'U-513': {
    meaning: "The queue's file was gone at start although its key is there: a new queue was begun, and this is told.",
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff:
      '保管していた受付データのファイルがなくなっていたため、新しいファイルで受付を続けています。まだ送っていなかった受付は失われたおそれがあります。オンライン資格確認等システムの一覧と突き合わせ、保守担当に連絡してください。',
    retry: 'no',
  },
  'U-514': {
    meaning:
      "The clinic's system does not accept what the kiosk signs, and their clocks are more than five minutes apart: to it everything is too old, or from the future. Receptions wait.",
    patient: title('checkedIn'),
    advice: advice('toTheDesk'),
    staff:
      '受付機と院内システムの時計が5分より大きく違うため、送信が拒否されています。まず受付機の日付と時刻（時刻合わせ）を、正しければ院内システムの時計を直してください。受付データは暗号化して保管中です。合うと自動で送ります。',
    retry: 'staff',
  },
} as const satisfies Record<`U-5${number}`, CatalogueEntry>;
