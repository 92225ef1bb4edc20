import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-1nn: card and reader. */
export const cardProblems = {
  'U-101': {
    meaning: 'The reader sees a card but it does not answer, or answers garbage: a damaged card, or two at once.',
    patient: title('cardUnread'),
    advice: advice('placeAgain'),
    staff:
      'カードが応答しません。ほかのカードと重ならないよう、ケースから出して1枚だけ置き直してもらってください。別のカードで読めるかも確認してください。',
    retry: 'patient',
  },
  'U-102': {
    meaning: 'The card answers but holds no JPKI application: a transit card, a licence, a bank card.',
    patient: title('notMyNumberCard'),
    advice: advice('placeMyNumberCard'),
    staff:
      'マイナンバーカード以外のカードが置かれました。ケースの中でほかのカードと重なっていないかも確認してください。',
    retry: 'patient',
  },
  'U-103': {
    meaning: 'The card was taken off the reader before the visit was finished.',
    patient: title('cardLeft'),
    advice: advice('startOver'),
    staff: '手続きの途中でカードが取られました。記録は残っていません。もう一度置いてもらってください。',
    retry: 'patient',
  },
  'U-104': {
    meaning: 'The reader is gone: unplugged, its service stopped, or never there.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff: 'カードリーダーが見つかりません。USBケーブルとPC/SCサービスを確認してください。つながれば自動で再開します。',
    retry: 'staff',
  },
  'U-105': {
    meaning: 'The card took longer than its time limit to answer a command.',
    patient: title('cardSilent'),
    advice: advice('placeAgain'),
    staff: 'カードが時間内に応答しませんでした。置き直しても続くときは、別のカードで確認してください。',
    retry: 'patient',
  },
  'U-106': {
    meaning: 'The card answered a command with a status word the specification does not foresee there.',
    patient: title('cardUnread'),
    advice: advice('placeAgain'),
    staff: 'カードから想定外の応答がありました。置き直しても続くときは、目視確認などに切り替えてください。',
    retry: 'patient',
  },
  'U-107': {
    meaning: 'Another program on this machine holds the card or the reader for itself (0x8010000B).',
    patient: title('cardUnread'),
    advice: advice('toTheDesk'),
    staff:
      'ほかのプログラムがカードリーダーを使用中のため、カードを読めません。カードの故障ではありません。この機器で動いているほかのカード読み取りソフトを終了してください。',
    retry: 'staff',
  },
  'U-111': {
    meaning: 'The certificate does not chain to a trust anchor, or is not a user authentication certificate.',
    patient: title('certificateUnknown'),
    advice: advice('toTheDesk'),
    staff: 'カードの電子証明書が信頼できる発行元につながりません。設定 card.trustAnchors を確認してください。',
    retry: 'no',
  },
  'U-112': {
    meaning: 'The certificate is outside its period of validity.',
    patient: title('certificateExpired'),
    advice: advice('toTheDesk'),
    staff: '電子証明書の有効期限切れです。市区町村の窓口で更新が必要です。本日は資格確認書などで確認してください。',
    retry: 'no',
  },
  'U-113': {
    meaning: 'The card holds no user authentication certificate: never issued, or taken back.',
    patient: title('certificateMissing'),
    advice: advice('toTheDesk'),
    staff:
      '利用者証明用電子証明書が入っていないカードです。市区町村の窓口で発行できます。本日は資格確認書などで確認してください。',
    retry: 'no',
  },
  'U-114': {
    meaning: 'The certificate was revoked: the card was reported lost, replaced, or its holder moved or changed name.',
    patient: title('certificateRevoked'),
    advice: advice('toTheDesk'),
    staff: '電子証明書が失効しています。市区町村の窓口で確認が必要です。本日は資格確認書などで確認してください。',
    retry: 'no',
  },
  'U-115': {
    meaning: 'The card is not registered for use as an insurance card, and the patient did not want to register it.',
    patient: title('notRegistered'),
    advice: advice('showOtherProof'),
    staff: '健康保険証の利用登録がまだのカードです。登録は希望されませんでした。資格確認書などで確認してください。',
    retry: 'patient',
  },
  'U-116': {
    meaning: 'What was held to the reader is not the kind of phone the patient chose, or holds no My Number card.',
    patient: title('phoneUnknown'),
    advice: advice('choosePhoneAgain'),
    staff:
      '選ばれた種類のスマートフォンではないか、マイナンバーカードの機能が入っていません。カードでの受付も案内してください。',
    retry: 'patient',
  },
  'U-117': {
    meaning: 'The phone left the reader, or fell silent, before everything was read.',
    patient: title('phoneUnread'),
    advice: advice('holdPhoneLonger'),
    staff: 'スマートフォンが読み取りの途中で離れました。2秒ほどかざしたままにしてもらってください。',
    retry: 'patient',
  },
  'U-118': {
    meaning: 'While staff looked (目視), another card than the one that was lifted was laid on the reader.',
    patient: title('anotherCard'),
    advice: advice('placeOwnCard'),
    staff:
      '目視確認のあいだに、別のカードが置かれました。承認は記録していません。置かれているカードと、先ほどのカードを確かめてください。',
    retry: 'patient',
  },
} as const satisfies Record<`U-1${number}`, CatalogueEntry>;
