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
  'U-708': {
    meaning: 'The key does not open this backup, or what was given is no key.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: 'バックアップの鍵が違います。このバックアップを作ったときの鍵ファイルを指定してください。',
    retry: 'staff',
  },
  'U-709': {
    meaning: 'A backup is to be restored where a kiosk has data already.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '復元先にすでにデータがあります。空の復元先を使うか、いまのデータと置き換えてよければ --replace を付けてください（元のデータは残します）。',
    retry: 'staff',
  },
  'U-710': {
    meaning: 'This machine was retired with a backup: another one serves in its place.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: 'この受付機は交代済みです。データは別の受付機に移されたため、この機械では受付できません。',
    retry: 'staff',
  },
  'U-711': {
    meaning: 'The machine this backup comes from was not retired, and may still serve.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      'このバックアップは、元の受付機を止めずに作られています。元の受付機が二度と使われないことを確かめてから、--old-kiosk-is-gone を付けてください。',
    retry: 'staff',
  },
  'U-712': {
    meaning: 'A restore did not come to its end: nothing of what lies there may be used.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: 'バックアップの復元が途中で止まっています。uketsuke backup restore をもう一度実行してください。',
    retry: 'staff',
  },
  'U-713': {
    meaning: 'A backup is cut, changed, or none at all: nothing of it was used.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      'バックアップのファイルが壊れているか、途中で切れています。何も変更していません。別のバックアップを使ってください。',
    retry: 'staff',
  },
  'U-714': {
    meaning: 'The file of a backup cannot be written or read: it exists already, no room, no right.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: 'バックアップのファイルを読み書きできません。同じ名前のファイル、空き容量、権限を確認してください。',
    retry: 'staff',
  },
  'U-715': {
    meaning: 'No backup of this kiosk was made for long: on the day its machine dies everything in it is lost.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      'しばらくバックアップが作られていません。受付はできています。受付端末の「そのほか」の「バックアップ」で作り、受付機とは別の場所に保管してください。',
    retry: 'no',
  },
  'U-720': {
    meaning: 'An update is not signed by whom this machine believes, was changed, or is for another kind of machine.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '更新ファイルが正規のものと確認できないため、入れませんでした。受付機には何も変更していません。配布元から入手し直してください。続くときは保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-721': {
    meaning: 'An update is older than what runs, and nobody allowed it.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '更新ファイルは、今動いているものより古いため、入れませんでした。古い版に戻す必要があるときは、管理者が --allow-older を付けて実行してください。',
    retry: 'staff',
  },
  'U-722': {
    meaning: 'An update was offered outside the hours in which updates may be installed.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '更新してよい時間帯ではないため、入れませんでした。設定のupdates.hoursの時間帯に、もう一度行ってください。',
    retry: 'staff',
  },
  'U-723': {
    meaning: 'An update cannot be read or fetched, or does not say which version it is.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '更新ファイルを読み込めません。USBメモリーやネットワークの接続と、ファイルが壊れていないかを確認してください。',
    retry: 'staff',
  },
  'U-724': {
    meaning:
      'An update was believed and could not be written to its end (a block of it is changed, or a disk fails); the system that runs is untouched.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '更新を最後まで書き込めませんでした。今動いているものはそのままで、受付はできます。更新ファイルかUSBメモリーが壊れていることがあります。ファイルを入手し直し、別のUSBメモリーでもう一度行ってください。それでも同じときは、保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-725': {
    meaning: 'This machine was not started from an image: its own package manager updates it.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: 'この受付機は、この方法では更新できません。OSのパッケージ管理（apt）で更新してください。',
    retry: 'no',
  },
  'U-726': {
    meaning:
      'The device cannot start its system; it starts again, and after three tries takes the one from before the update.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '受付機を起動できません。自動で起動し直します。10分たっても受付画面が出ないときは、電源を切らずに保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-727': {
    meaning:
      'The data of the clinic cannot be opened: the TPM that sealed them does not answer, or the disk lies in another machine.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '保存されたデータを開けません。基板の交換やファームウェアの設定変更があったときは、保管してある回復キーをキーボードから入力してください。',
    retry: 'staff',
  },
  'U-728': {
    meaning: 'An update that somebody sent through the browser was not kept: too large, no room, or it broke off.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '更新ファイルを受け取れませんでした。受付機の空き容量と、ファイルが最後まで送られたかを確かめて、もう一度送ってください。',
    retry: 'staff',
  },
  'U-729': {
    meaning: 'An update that waited was called off before anything was written.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '更新を取りやめました。受付機には何も変更していません。',
    retry: 'staff',
  },
  'U-730': {
    meaning: 'One update at a time: another is going on, or the one meant is being written and cannot be called off.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '更新の途中です。終わるまでお待ちください。',
    retry: 'staff',
  },
  'U-731': {
    meaning: 'An update is being written beside the system that runs; nobody is served meanwhile.',
    patient: title('updating'),
    advice: advice('toTheDesk'),
    staff: '更新を書き込んでいます。終わると、受付機は自動で受付を始めます。電源を切らないでください。',
    retry: 'no',
  },
  'U-732': {
    meaning:
      'The machine was retiring (`backup create --retire`) and was cut short: it serves nobody any more, and its backup may lack its name.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      'ほかの機器への引っ越しが途中で止まりました。この受付機は受付をしません。バックアップ先のUSBメモリーなどを接続し、同じコマンド（backup create --retire）をもう一度実行してください。終わりまで進みます。',
    retry: 'staff',
  },
  'U-733': {
    meaning: 'The installer finds no disk in the machine that is large enough, or more than one: nothing was written.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '書き込む内蔵ディスクが見つからないか、2台以上あります。使うディスクだけを残して、もう一度USBメモリーから起動してください。',
    retry: 'staff',
  },
  'U-734': {
    meaning:
      'Somebody laid a configuration on the open partition of a device that is in service: it was not taken over.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '使用中の受付機のディスクに、だれかが設定ファイルを置きました。取り込んでいません。受付はできています。心当たりがなければ、機器に触れた人がいないか確認し、保守担当に連絡してください。',
    retry: 'no',
  },
  'U-735': {
    meaning: 'The installer could not write the system to the disk to its end: the disk cannot be started from.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '内蔵ディスクに最後まで書き込めませんでした。電源を切り、もう一度USBメモリーから起動してください。続くときは、別のUSBメモリーか別のディスクを使ってください。',
    retry: 'staff',
  },
} as const satisfies Record<`U-7${number}`, CatalogueEntry>;
