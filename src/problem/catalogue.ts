/** A sentence in every language the patient's screen speaks. */
export interface Words {
  readonly ja: string;
  readonly en: string;
}

/** One numbered error: what happened, what the patient reads, what the desk reads. */
export interface CatalogueEntry {
  /** For developers: one line, the condition that leads here. */
  readonly meaning: string;
  /** The patient's headline. Names the cause, blames nobody. */
  readonly patient: Words;
  /** The patient's next step. */
  readonly advice: Words;
  /** What the desk reads: the cause, and what to do about it. */
  readonly staff: string;
  /** Whether doing the same again can help. */
  readonly retry: 'patient' | 'staff' | 'no';
}

const toTheDesk: Words = {
  ja: 'お手数ですが、受付にお声がけください。',
  en: 'Please speak to the reception desk.',
};

const putCardAgain: Words = {
  ja: 'カードを置き直してください。',
  en: 'Please place your card again.',
};

/**
 * Every error a patient, a receptionist or a support line may meet. Hundreds: 1 card and reader, 2 proof of identity,
 * 3 the visit itself, 4 eligibility, 5 recording and delivery, 6 the device, 7 configuration and start.
 * Numbers are never reused. They are our own and are not those of the official readers.
 */
export const catalogue = {
  'U-101': {
    meaning: 'The reader sees a card but it does not answer, or answers garbage.',
    patient: { ja: 'カードを読み取れませんでした', en: 'The card could not be read' },
    advice: putCardAgain,
    staff:
      'カードが応答しません。カードケースから出して置き直してもらってください。別のカードで読めるかも確認してください。',
    retry: 'patient',
  },
  'U-102': {
    meaning: 'The card answers but holds no JPKI application: a transit card, a licence, a bank card.',
    patient: { ja: 'マイナンバーカードではないようです', en: 'This does not seem to be a My Number card' },
    advice: {
      ja: 'マイナンバーカードを置いてください。お持ちでない方は、受付にお声がけください。',
      en: 'Please place your My Number card. If you do not have one, please speak to the reception desk.',
    },
    staff: 'マイナンバーカード以外のカードが置かれました。',
    retry: 'patient',
  },
  'U-103': {
    meaning: 'The card was taken off the reader before the visit was finished.',
    patient: { ja: 'カードが離れました', en: 'The card was taken away' },
    advice: {
      ja: '受付は終わっていません。もう一度カードを置いて、はじめからお願いします。',
      en: 'You are not checked in yet. Please place your card again to start over.',
    },
    staff: '手続きの途中でカードが取られました。記録は残っていません。もう一度置いてもらってください。',
    retry: 'patient',
  },
  'U-104': {
    meaning: 'The reader is gone: unplugged, its service stopped, or never there.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff: 'カードリーダーが見つかりません。USBケーブルとPC/SCサービスを確認してください。つながれば自動で再開します。',
    retry: 'staff',
  },
  'U-105': {
    meaning: 'The card took longer than its time limit to answer a command.',
    patient: { ja: 'カードの応答がありません', en: 'The card does not answer' },
    advice: putCardAgain,
    staff: 'カードが時間内に応答しませんでした。置き直しても続くときは、別のカードで確認してください。',
    retry: 'patient',
  },
  'U-106': {
    meaning: 'The card answered a command with a status word the specification does not foresee there.',
    patient: { ja: 'カードを読み取れませんでした', en: 'The card could not be read' },
    advice: putCardAgain,
    staff: 'カードから想定外の応答がありました。置き直しても続くときは、目視確認などに切り替えてください。',
    retry: 'patient',
  },
  'U-111': {
    meaning: 'The certificate does not chain to a trust anchor, or is not a user authentication certificate.',
    patient: { ja: 'カードの証明書を確認できませんでした', en: 'The certificate on the card could not be verified' },
    advice: toTheDesk,
    staff: 'カードの電子証明書が信頼できる発行元につながりません。設定 card.trustAnchors を確認してください。',
    retry: 'no',
  },
  'U-112': {
    meaning: 'The certificate is outside its period of validity.',
    patient: { ja: 'カードの電子証明書の有効期限が切れています', en: 'The certificate on the card has expired' },
    advice: toTheDesk,
    staff: '電子証明書の有効期限切れです。市区町村の窓口で更新が必要です。本日は資格確認書などで確認してください。',
    retry: 'no',
  },
  'U-113': {
    meaning: 'The card holds no user authentication certificate: never issued, or taken back.',
    patient: { ja: 'カードに電子証明書がありません', en: 'This card holds no certificate' },
    advice: toTheDesk,
    staff:
      '利用者証明用電子証明書が入っていないカードです。市区町村の窓口で発行できます。本日は資格確認書などで確認してください。',
    retry: 'no',
  },
  'U-114': {
    meaning: 'The certificate was revoked: the card was reported lost, replaced, or its holder moved or changed name.',
    patient: { ja: 'カードの電子証明書が失効しています', en: 'The certificate on the card has been revoked' },
    advice: toTheDesk,
    staff: '電子証明書が失効しています。市区町村の窓口で確認が必要です。本日は資格確認書などで確認してください。',
    retry: 'no',
  },
  'U-201': {
    meaning: 'The PIN on the card is locked after three consecutive misses.',
    patient: { ja: '暗証番号がロックされています', en: 'The PIN of this card is locked' },
    advice: {
      ja: '顔認証は使えます。むずかしいときは、受付にお声がけください。',
      en: 'You can still use face recognition, or ask at the reception desk.',
    },
    staff: '暗証番号がロックされています（市区町村の窓口で解除）。顔認証または目視確認は使えます。',
    retry: 'no',
  },
  'U-202': {
    meaning: 'The signature over our challenge does not verify under the certificate on the card.',
    patient: { ja: 'カードを確認できませんでした', en: 'The card could not be verified' },
    advice: toTheDesk,
    staff: 'カードの署名が証明書と一致しません。偽造または故障のおそれがあります。',
    retry: 'no',
  },
  'U-203': {
    meaning: 'The card left the reader, or fell silent, while a PIN was being checked: the try may have been counted.',
    patient: { ja: '暗証番号を確認できませんでした', en: 'The PIN could not be checked' },
    advice: {
      ja: '今の入力が1回に数えられた可能性があります。カードを置き直してください。',
      en: 'This may have counted as one try. Please place your card again.',
    },
    staff: '暗証番号の確認中にカードが離れました。残り回数が1回減っている可能性があります。',
    retry: 'patient',
  },
  'U-211': {
    meaning: 'The camera gives no pictures.',
    patient: { ja: 'カメラを使えません', en: 'The camera is not available' },
    advice: {
      ja: '暗証番号をお使いいただくか、受付にお声がけください。',
      en: 'Please use your PIN, or speak to the reception desk.',
    },
    staff: 'カメラから映像が届きません。USBケーブルと camera.device の設定を確認してください。',
    retry: 'staff',
  },
  'U-212': {
    meaning: 'The photo on the card could not be opened, decoded, or holds no face.',
    patient: { ja: 'カードの顔写真を読み取れませんでした', en: 'The photo on the card could not be read' },
    advice: {
      ja: '暗証番号をお使いいただくか、受付にお声がけください。',
      en: 'Please use your PIN, or speak to the reception desk.',
    },
    staff: 'カード内の顔写真を利用できません。暗証番号または目視確認に切り替えてください。',
    retry: 'no',
  },
  'U-213': {
    meaning: 'All face attempts of this visit are used up without a match.',
    patient: { ja: '顔を確認できませんでした', en: 'Your face could not be confirmed' },
    advice: {
      ja: '暗証番号をお使いいただくか、受付にお声がけください。',
      en: 'Please use your PIN, or speak to the reception desk.',
    },
    staff: '顔認証が回数内に一致しませんでした。暗証番号または目視確認に切り替えてください。',
    retry: 'no',
  },
  'U-214': {
    meaning: 'The face engine could not start or failed: models missing, runtime error.',
    patient: { ja: '顔認証を使えません', en: 'Face recognition is not available' },
    advice: {
      ja: '暗証番号をお使いいただくか、受付にお声がけください。',
      en: 'Please use your PIN, or speak to the reception desk.',
    },
    staff: '顔認証エンジンが動いていません。uketsuke models status で確認してください。',
    retry: 'staff',
  },
  'U-219': {
    meaning: 'No way to prove identity is left for this card.',
    patient: { ja: '本人確認ができませんでした', en: 'Your identity could not be confirmed' },
    advice: toTheDesk,
    staff: '暗証番号も顔認証も使えません。目視確認または資格確認書で受け付けてください。',
    retry: 'no',
  },
  'U-301': {
    meaning: 'The patient did not touch the screen until the countdown ran out.',
    patient: { ja: '時間切れで終了しました', en: 'The time ran out' },
    advice: {
      ja: '受付は終わっていません。カードを置き直すと、はじめからできます。',
      en: 'You are not checked in yet. Place your card again to start over.',
    },
    staff: '操作がないまま時間切れになりました。お困りでないか声をかけてください。',
    retry: 'patient',
  },
  'U-302': {
    meaning: 'A step that needs no patient took longer than its limit.',
    patient: { ja: '時間がかかりすぎたため中止しました', en: 'This took too long and was stopped' },
    advice: toTheDesk,
    staff: '処理が時間内に終わりませんでした。続くときは診断を実行してください。',
    retry: 'patient',
  },
  'U-401': {
    meaning: 'The eligibility system answered that the insurance is not valid.',
    patient: { ja: '保険資格を確認できませんでした', en: 'Your insurance could not be confirmed' },
    advice: {
      ja: '来院は受け付けました。受付窓口にお声がけください。',
      en: 'Your arrival is noted. Please speak to the reception desk.',
    },
    staff:
      '資格が「無効」です。マイナポータルの資格情報画面、資格情報のお知らせ、または被保険者資格申立書で確認してください。',
    retry: 'no',
  },
  'U-402': {
    meaning: 'The eligibility gateway cannot be reached or did not answer in time.',
    patient: { ja: '保険資格の確認につながりません', en: 'The insurance check cannot be reached' },
    advice: toTheDesk,
    staff: '資格確認のシステムに接続できません。回線と資格確認端末を確認してください。',
    retry: 'staff',
  },
  'U-403': {
    meaning: 'The eligibility gateway answered with an error or something that does not follow its contract.',
    patient: { ja: '保険資格の確認でエラーになりました', en: 'The insurance check failed' },
    advice: toTheDesk,
    staff: '資格確認の応答がエラーです。資格確認端末の表示を確認してください。',
    retry: 'staff',
  },
  'U-501': {
    meaning: 'The reception could not be committed to disk.',
    patient: { ja: '受付を記録できませんでした', en: 'Your check-in could not be saved' },
    advice: toTheDesk,
    staff: '受付内容を保存できません。ディスクの空き容量と書き込み権限を確認してください。この受付は完了していません。',
    retry: 'staff',
  },
  'U-502': {
    meaning: "The clinic's system cannot be reached; receptions wait in the queue and are delivered later.",
    patient: { ja: '受付は完了しています', en: 'You are checked in' },
    advice: toTheDesk,
    staff: '院内システムに送信できていません。受付データは暗号化して保管中です。つながりしだい自動で送ります。',
    retry: 'staff',
  },
  'U-503': {
    meaning: 'The clinic refused a reception (4xx) or the limit of attempts is reached: the delivery is parked.',
    patient: { ja: '受付は完了しています', en: 'You are checked in' },
    advice: toTheDesk,
    staff:
      '院内システムが受付データを受け取りませんでした。uketsuke queue list で内容を確認し、queue retry で再送してください。',
    retry: 'staff',
  },
  'U-504': {
    meaning: 'A sealed payload cannot be opened: the key file is missing, replaced, or the row is damaged.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff: '保管中の受付データを復号できません。鍵ファイルが元のものか確認してください。データは消さずに残しています。',
    retry: 'staff',
  },
  'U-505': {
    meaning: 'The storage has too little room left: no visit is begun whose reception might not fit.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff:
      '保存先の空き容量が不足しているため、新しい受付を止めています。受付済みのデータは残っています。空き容量を増やすと自動で再開します。',
    retry: 'staff',
  },
  'U-506': {
    meaning:
      'The queue database is damaged. At start it is set aside, what can be read is taken over, and this is told.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff:
      '保管中の受付データの一部が壊れています。再起動すると、読めるデータを取り出して続けます。壊れたファイルは残してあります。保守担当に連絡してください。',
    retry: 'staff',
  },
  'U-507': {
    meaning: 'A record of the audit trail could not be committed to disk, or the trail cannot be read.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff:
      '操作の記録（監査ログ）を保存できません。ディスクの空き容量と書き込み権限を確認してください。受付データとは別のファイルです。',
    retry: 'staff',
  },
  'U-508': {
    meaning: 'The audit trail is not what its anchors say: records are missing, or a damaged file was set aside.',
    patient: { ja: '受付は完了しています', en: 'You are checked in' },
    advice: toTheDesk,
    staff:
      '操作の記録（監査ログ）の一部が欠けているか、書き換えられています。uketsuke audit verify で場所を確認し、保守担当に連絡してください。',
    retry: 'no',
  },
  'U-509': {
    meaning: 'The counters behind the numbers of the clinic cannot be written or read.',
    patient: { ja: '受付は完了しています', en: 'You are checked in' },
    advice: toTheDesk,
    staff: '利用状況の集計を保存できません。受付はできています。ディスクの空き容量を確認してください。',
    retry: 'staff',
  },
  'U-601': {
    meaning: 'A part of the program failed in a way nobody foresaw; the visit was ended.',
    patient: { ja: '受付を続けられませんでした', en: 'The check-in could not go on' },
    advice: toTheDesk,
    staff: '内部エラーです。ログを添えて保守担当に連絡してください。',
    retry: 'patient',
  },
  'U-701': {
    meaning: 'kiosk.config.json cannot be read or breaks its schema.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff: '設定ファイルに誤りがあります。uketsuke config check で行番号を確認してください。',
    retry: 'staff',
  },
  'U-702': {
    meaning: 'Something the kiosk was told to use is not there at start: pcscd, vpcd, a port, a folder.',
    patient: { ja: 'ただいま受付機を使えません', en: 'This kiosk is out of service' },
    advice: toTheDesk,
    staff: '起動に必要なものが足りません。画面またはログの案内に従ってください。',
    retry: 'staff',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** The number of an error, as the patient's screen, the desk, the log and the support line show it. */
export type ProblemCode = keyof typeof catalogue;
