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
  'U-606': {
    meaning: 'The device is too hot, or has slowed down because it was.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機の本体が熱くなっています。通気口のほこりを取り、直射日光や暖房の風が当たらない場所に置いてください。続くときは保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-607': {
    meaning: 'The device runs short of memory, or the program of file descriptors.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機のメモリーが足りなくなっています。診療の合間に受付機を再起動してください。続くときは保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-608': {
    meaning: 'The device itself has no way into the network: no link, address or route, or a name is not resolved.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機がネットワークにつながっていません。LANケーブルを挿し直し、ルーターと、DNSを含むネットワークの設定を確認してください。来院は仮受付として記録されます。',
    retry: 'staff',
  },
  'U-609': {
    meaning: 'A certificate that the kiosk relies on has expired, is not valid yet, or ends soon.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機が使う証明書の期限が切れているか、近づいています。新しい証明書を用意するよう、保守担当に連絡してください。期限内のはずなら、受付機の時計を確認してください。',
    retry: 'staff',
  },
  'U-610': {
    meaning: 'Patients are to be spoken to, and there is nothing that makes a sound.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '音を出す装置が見つかりません。スピーカーのケーブルと電源を確認してください。画面での受付はできています。',
    retry: 'staff',
  },
  'U-611': {
    meaning: 'No browser shows the patient screen, or it has no Japanese font.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '患者用の画面が開かれていないか、日本語の文字（フォント）がありません。画面の電源を確認し、続くときは受付機を再起動してください。',
    retry: 'staff',
  },
  'U-612': {
    meaning: 'The storage is worn, counts errors, or takes long for a write.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機のディスクが古くなっているか、遅くなっています。受付はできています。故障する前に交換できるよう、保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-613': {
    meaning: 'A check of the diagnostics did not come to its end, or failed itself.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機の点検の一部が終わりませんでした。もう一度点検し、続くときは点検の結果を添えて保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-614': {
    meaning:
      'The patient screen has painted nothing for 10 s, or stands zoomed: its browser hangs, is hidden or gone. Whoever supervises it is told to start it again.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '患者さん用の画面が止まっているか、表示されていません。受付機の画面を確認してください。自動で立ち上げ直す設定のときは、1分ほどお待ちください。直らないときは、受付機の電源を入れ直してください。受付の記録は失われません。',
    retry: 'staff',
  },
  'U-621': {
    meaning: 'The voice cannot be made: its program, dictionary or voice file is missing, or it failed.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '音声案内を作れません。画面での受付はできています。音声合成のパッケージ（open-jtalk、hts-voice-nitech-jp-atr503-m001、espeak-ng）と、設定 speech を確認してください。',
    retry: 'staff',
  },
  'U-622': {
    meaning: 'The voice cannot be heard: the sound device is missing, busy or refuses what it is given.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '音声案内を再生できません。画面での受付はできています。スピーカーの接続と、設定 speech.device を確認してください。',
    retry: 'staff',
  },
  'U-630': {
    meaning: 'The report of a technician’s diagnosis cannot be written, signed or read.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '調整の報告書を保存できないか、読めません。ディスクの空きと、監査ログの鍵（keys/audit.key）を確認してください。受付はできています。',
    retry: 'staff',
  },
  'U-640': {
    meaning: 'What the checks measured cannot be kept: the history in the data folder cannot be opened or written.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '装置の記録を保存できません。受付はできています。ディスクの空き容量と書き込み権限を確認し、続くときは保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-641': {
    meaning: 'What a check measured has moved towards its limit for weeks and will cross it soon.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '装置の測定値が、限度に近づき続けています。受付はできています。職員端末の「装置の記録」で確認し、止まる前に保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-642': {
    meaning:
      'An alert could not be sent to those who look after the kiosk: their address or mail server did not take it.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '受付機の知らせを、保守担当へ送れませんでした。受付はできています。設定 alerts の送り先とネットワークを確認し、いま出ている知らせは電話などで伝えてください。',
    retry: 'staff',
  },
  'U-643': {
    meaning: 'The support bundle cannot be written: the file exists already, or the disk does not take it.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '調査用ファイルを保存できませんでした。受付はできています。別のファイル名にするか、保存先の空き容量と書き込み権限を確認してください。',
    retry: 'staff',
  },
  'U-644': {
    meaning: 'The key in `support.vendorKey` is none, so no support bundle is made: it would not be encrypted.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '調査用ファイルを暗号化できないため、作成しませんでした。受付はできています。設定 support.vendorKey の公開鍵（age1…）を、保守会社から受け取ったものと照らし合わせてください。',
    retry: 'staff',
  },
  'U-645': {
    meaning:
      'The machine protects less than a device should: no TPM, so that the data are not encrypted, or no Secure Boot.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      'この機器の保護が足りません。受付はできています。TPM 2.0とセキュアブートをファームウェアの設定で確認し、使えない機器は施錠できる場所に置いてください。',
    retry: 'no',
  },
  'U-646': {
    meaning: 'The system was signed with keys made for trying: whoever built it, or has its folder, can sign another.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      'システムが試用の鍵で署名されています。患者さんには使えません。自分の鍵で署名したシステムを、インストールし直してください。',
    retry: 'no',
  },
  'U-650': {
    meaning:
      'A calibration of the face match ended without a result: stopped, or fewer than two people could be judged.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff:
      '顔の照合の測定を終えられませんでした。2人以上が、2回ともカメラの前に立つ必要があります。映像も点数も残っていません。',
    retry: 'staff',
  },
  'U-651': {
    meaning: 'A calibration of the face match needs people who agree at a terminal, and there is none.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '顔の照合の測定には、その場での同意が必要です。受付機の端末から、直接実行してください。',
    retry: 'staff',
  },
  'U-652': {
    meaning: 'The scores of a calibration cannot be written: the file is there already, or its folder takes none.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '測定した点数を書き込めません。まだないファイルの名前と、書き込める場所を指定してください。',
    retry: 'staff',
  },
  'U-653': {
    meaning: 'A folder given to a calibration does not hold two people, a sub-folder of pictures each.',
    patient: title('asUsual'),
    advice: advice('toTheDesk'),
    staff: '測定に使う映像のフォルダーが正しくありません。1人につき1つのフォルダーに、2枚以上の画像を入れてください。',
    retry: 'staff',
  },
} as const satisfies Record<`U-6${number}`, CatalogueEntry>;
