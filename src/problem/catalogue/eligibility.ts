import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-4nn: the eligibility system and what it answers. */
export const eligibilityProblems = {
  'U-401': {
    meaning: 'The eligibility system answered that the insurance is not valid.',
    patient: title('insuranceUnconfirmed'),
    advice: advice('arrivalNoted'),
    staff:
      '資格が「無効」です。マイナポータルの資格情報画面、資格情報のお知らせ、または被保険者資格申立書で確認してください。',
    retry: 'no',
  },
  'U-402': {
    meaning: 'The eligibility gateway cannot be reached or did not answer in time.',
    patient: title('insuranceOutOfReach'),
    advice: advice('toTheDesk'),
    staff: '資格確認のシステムに接続できません。回線と資格確認端末を確認してください。',
    retry: 'staff',
  },
  'U-403': {
    meaning: 'The eligibility gateway answered with an error or something that does not follow its contract.',
    patient: title('insuranceFailed'),
    advice: advice('toTheDesk'),
    staff: '資格確認の応答がエラーです。資格確認端末の表示を確認してください。',
    retry: 'staff',
  },
  'U-404': {
    meaning: 'The eligibility system took the question and says it is still working on it (SegmentOfResult 2).',
    patient: title('insuranceSlow'),
    advice: advice('arrivalNotedForNow'),
    staff:
      '資格確認が「処理中」のままです。来院は仮受付として記録しました。結果が届きしだい自動で確定します。急ぐときは資格確認端末で確認してください。',
    retry: 'staff',
  },
  'U-405': {
    meaning: "The answer's name, birth date or sex is not the card's: another person's record may be linked to it.",
    patient: title('deskWillCheck'),
    advice: advice('toTheDesk'),
    staff:
      'カードの4情報と資格確認の回答が一致しません（紐付け誤りのおそれ）。回答の内容は画面にも記録にも残していません。ご本人に氏名・生年月日を確認してください。氏名の表記だけが違うご本人なら、受付の内容から「本人です」と確認できます。そのほかは保険者に照会し、本日は資格確認書などで受け付けてください。',
    retry: 'no',
  },
  'U-406': {
    meaning: 'The eligibility system has no record for this person (資格情報なし).',
    patient: title('insuranceUnconfirmed'),
    advice: advice('arrivalNoted'),
    staff:
      '「資格情報なし」です。患者さんの責任ではありません。加入の手続き中のことがあります。マイナポータルの資格情報画面、または資格情報のお知らせとカードで確認し、なければ被保険者資格申立書を書いてもらい、通常の負担割合で受け付けてください。',
    retry: 'no',
  },
  'U-407': {
    meaning: 'The eligibility system has several records for this person (複数該当).',
    patient: title('insuranceUnconfirmed'),
    advice: advice('arrivalNoted'),
    staff:
      '複数の資格が該当し、ひとつに決まりません。ご本人に今の勤め先や保険を聞き、マイナポータルの資格情報画面、または資格情報のお知らせで確認してください。なければ被保険者資格申立書で、通常の負担割合で受け付けてください。',
    retry: 'no',
  },
  'U-408': {
    meaning: 'The insurance asked about has ended, and a newer one exists (無効・新しい資格あり).',
    patient: title('insuranceUnconfirmed'),
    advice: advice('arrivalNoted'),
    staff:
      'この資格は終わり、新しい資格があります。転職や転居の直後に多い回答です。マイナポータルの資格情報画面、または新しい資格情報のお知らせで確認し、なければ被保険者資格申立書で受け付けてください。',
    retry: 'no',
  },
  'U-409': {
    meaning:
      'The eligibility gateway does not let this kiosk ask, or does not accept the proof it shows, or is not at this address (401, 403, 404): a set-up fault, no outage.',
    patient: title('insuranceUnconfirmed'),
    advice: advice('arrivalNoted'),
    staff:
      '資格確認のシステムが、この受付機からの問い合わせを拒否しました。回線の障害ではありません。受付機の証明書、医療機関コード、資格確認端末の設定を、保守担当と確認してください。来院は仮受付として記録しました。',
    retry: 'staff',
  },
  'U-410': {
    meaning:
      'The folder in which questions are asked by file (req, res) is not there, or takes no file: no share is mounted, it is full, or belongs to others.',
    patient: title('insuranceOutOfReach'),
    advice: advice('toTheDesk'),
    staff:
      '番号での資格確認に使う共有フォルダー（req と res）を使えません。共有の接続、空き容量、書き込み権限を確認してください。直ると自動で再開します。カードでの受付はできています。',
    retry: 'staff',
  },
  'U-411': {
    meaning:
      'The connection to the eligibility gateway is not secured: its certificate is not accepted here, or ours not there: a set-up fault or a wrong clock, no outage.',
    patient: title('insuranceUnconfirmed'),
    advice: advice('arrivalNoted'),
    staff:
      '資格確認のシステムとの間で、証明書が受け入れられません。回線の障害ではありません。証明書の期限、設定の証明書ファイル、受付機の時計を、保守担当と確認してください。来院は仮受付として記録しました。',
    retry: 'staff',
  },
} as const satisfies Record<`U-4${number}`, CatalogueEntry>;
