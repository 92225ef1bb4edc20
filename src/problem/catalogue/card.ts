import { type CatalogueEntry, type Sentence, toTheDesk } from './entry.ts';

/** Two cards on top of each other, in a case most of all, look like one that does not answer, or like another kind. */
const putCardAgain: Sentence = {
  ja: 'カードをケースから出して、マイナンバーカードだけを置き直してください。',
  en: 'Please take your card out of its case and place it again, without any other card.',
};

/** U-1nn: card and reader. */
export const cardProblems = {
  'U-101': {
    meaning: 'The reader sees a card but it does not answer, or answers garbage: a damaged card, or two at once.',
    patient: { ja: 'カードを読み取れませんでした', en: 'The card could not be read' },
    advice: putCardAgain,
    staff:
      'カードが応答しません。ほかのカードと重ならないよう、ケースから出して1枚だけ置き直してもらってください。別のカードで読めるかも確認してください。',
    retry: 'patient',
  },
  'U-102': {
    meaning: 'The card answers but holds no JPKI application: a transit card, a licence, a bank card.',
    patient: { ja: 'マイナンバーカードではないようです', en: 'This does not seem to be a My Number card' },
    advice: {
      ja: 'マイナンバーカードだけを置いてください。お持ちでない方は、受付にお声がけください。',
      en: 'Please place your My Number card, and no other. If you do not have one, please speak to the reception desk.',
    },
    staff:
      'マイナンバーカード以外のカードが置かれました。ケースの中でほかのカードと重なっていないかも確認してください。',
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
  'U-107': {
    meaning: 'Another program on this machine holds the card or the reader for itself (0x8010000B).',
    patient: { ja: 'カードを読み取れませんでした', en: 'The card could not be read' },
    advice: toTheDesk,
    staff:
      'ほかのプログラムがカードリーダーを使用中のため、カードを読めません。カードの故障ではありません。この機器で動いているほかのカード読み取りソフトを終了してください。',
    retry: 'staff',
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
  'U-115': {
    meaning: 'The card is not registered for use as an insurance card, and the patient did not want to register it.',
    patient: {
      ja: 'カードは健康保険証として登録されていません',
      en: 'This card is not registered as an insurance card',
    },
    advice: {
      ja: '資格確認書などをお持ちの方は、受付でお見せください。',
      en: 'If you have another proof of insurance, please show it at the reception desk.',
    },
    staff: '健康保険証の利用登録がまだのカードです。登録は希望されませんでした。資格確認書などで確認してください。',
    retry: 'patient',
  },
  'U-116': {
    meaning: 'What was held to the reader is not the kind of phone the patient chose, or holds no My Number card.',
    patient: { ja: 'スマートフォンを確認できませんでした', en: 'Your phone could not be recognised' },
    advice: {
      ja: 'スマートフォンの種類を選び直して、もう一度かざしてください。カードでも受付できます。',
      en: 'Please choose your kind of phone again and hold it there once more. You can also use your card.',
    },
    staff:
      '選ばれた種類のスマートフォンではないか、マイナンバーカードの機能が入っていません。カードでの受付も案内してください。',
    retry: 'patient',
  },
  'U-117': {
    meaning: 'The phone left the reader, or fell silent, before everything was read.',
    patient: { ja: 'スマートフォンを読み取れませんでした', en: 'Your phone could not be read' },
    advice: {
      ja: 'もう一度はじめから、読み終わるまでかざしたままにしてください。',
      en: 'Please start over, and hold the phone there until it has been read.',
    },
    staff: 'スマートフォンが読み取りの途中で離れました。2秒ほどかざしたままにしてもらってください。',
    retry: 'patient',
  },
  'U-118': {
    meaning: 'While staff looked (目視), another card than the one that was lifted was laid on the reader.',
    patient: { ja: '先ほどとは別のカードです', en: 'This is not the card that was here before' },
    advice: {
      ja: '受付は終わっていません。ご自分のカードを置いて、はじめからお願いします。',
      en: 'You are not checked in yet. Please place your own card to start over.',
    },
    staff:
      '目視確認のあいだに、別のカードが置かれました。承認は記録していません。置かれているカードと、先ほどのカードを確かめてください。',
    retry: 'patient',
  },
} as const satisfies Record<`U-1${number}`, CatalogueEntry>;
