import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-2nn: proof of identity. */
export const identityProblems = {
  'U-201': {
    meaning: 'The PIN on the card is locked after three consecutive misses.',
    patient: title('pinLocked'),
    advice: advice('faceOrDesk'),
    staff: '暗証番号がロックされています（市区町村の窓口で解除）。顔認証または目視確認は使えます。',
    retry: 'no',
  },
  'U-202': {
    meaning: 'The signature over our challenge does not verify under the certificate on the card.',
    patient: title('cardUnproven'),
    advice: advice('toTheDesk'),
    staff: 'カードの署名が証明書と一致しません。偽造または故障のおそれがあります。',
    retry: 'no',
  },
  'U-203': {
    meaning: 'The card left the reader, or fell silent, while a PIN was being checked: the try may have been counted.',
    patient: title('pinUnchecked'),
    advice: advice('mayHaveCounted'),
    staff: '暗証番号の確認中にカードが離れました。残り回数が1回減っている可能性があります。',
    retry: 'patient',
  },
  'U-211': {
    meaning: 'The camera gives no pictures.',
    patient: title('noCamera'),
    advice: advice('pinOrDesk'),
    staff: 'カメラから映像が届きません。USBケーブルと camera.device の設定を確認してください。',
    retry: 'staff',
  },
  'U-212': {
    meaning: 'The photo on the card could not be opened, decoded, or holds no face.',
    patient: title('photoUnread'),
    advice: advice('pinOrDesk'),
    staff: 'カード内の顔写真を利用できません。暗証番号または目視確認に切り替えてください。',
    retry: 'no',
  },
  'U-213': {
    meaning: 'All face attempts of this visit are used up without a match.',
    patient: title('faceUnproven'),
    advice: advice('pinOrDesk'),
    staff: '顔認証が回数内に一致しませんでした。暗証番号または目視確認に切り替えてください。',
    retry: 'no',
  },
  'U-214': {
    meaning: 'The face engine could not start or failed: models missing, runtime error.',
    patient: title('noFaceRecognition'),
    advice: advice('pinOrDesk'),
    staff: '顔認証エンジンが動いていません。uketsuke models status で確認してください。',
    retry: 'staff',
  },
  'U-215': {
    meaning: 'Nobody could tell 照合番号B: the card camera could not read the printed card, or there is none.',
    patient: title('numbersUnread'),
    advice: advice('typeNumbersOrPin'),
    staff:
      'カード券面の生年月日・有効期限・セキュリティコードを読み取れませんでした。手入力、暗証番号または目視確認で進められます。',
    retry: 'patient',
  },
  'U-216': {
    meaning: 'The face data of the last visit could not be zeroed in time; nobody is served before it is.',
    patient: title('outOfService'),
    advice: advice('toTheDesk'),
    staff:
      '前の方の顔データの消去を待っています。終わりしだい自動で再開します。数分たっても戻らないときは、受付機を再起動してください。',
    retry: 'staff',
  },
  'U-219': {
    meaning: 'No way to prove identity is left for this card.',
    patient: title('identityUnproven'),
    advice: advice('toTheDesk'),
    staff: '暗証番号も顔認証も使えません。目視確認または資格確認書で受け付けてください。',
    retry: 'no',
  },
  'U-220': {
    meaning: 'Staff looked at the person and the photo and did not approve.',
    patient: title('comeToTheDesk'),
    advice: advice('toTheDesk'),
    staff: '目視確認で承認されませんでした。カードをお返しし、事情をうかがってください。',
    retry: 'no',
  },
  'U-221': {
    meaning:
      'The chip could not be traced to an issuer the configuration names, so neither its photo nor what it says of its holder counts.',
    patient: title('chipUnproven'),
    advice: advice('toTheDesk'),
    staff:
      'カードのICチップの発行者を確認できないため、顔認証と目視確認は使えません。暗証番号が使えないときは、カードと資格確認書を手元で確かめて受け付けてください。',
    retry: 'no',
  },
  'U-222': {
    meaning: 'Staff approved by 目視 before the front of the card had been read: there was nothing to approve by.',
    patient: title('cardBeingChecked'),
    advice: advice('toTheDesk'),
    staff:
      'カードの券面をまだ読み取れていません。読み取りを待つか、券面の数字を入力してから、もう一度承認してください。',
    retry: 'staff',
  },
  'U-223': {
    meaning:
      'Staff approved or refused by 目視 where it could change nothing: it is not in use, or the holder is proven.',
    patient: title('comeToTheDesk'),
    advice: advice('toTheDesk'),
    staff:
      'この手続きでは、いま目視確認を受け付けていません（目視確認を使わない設定か、本人確認がすでに済んでいます）。受付機の画面を確認してください。',
    retry: 'no',
  },
  'U-224': {
    meaning:
      'The chip speaks against itself: a signature on it is wrong, it does not hold the key of its front, or front and text are about two people. Forged or broken, whoever issued it.',
    patient: title('chipUnproven'),
    advice: advice('toTheDesk'),
    staff:
      'カードのICチップの署名または内容が食い違っています。偽造または故障のおそれがあるため、顔認証と目視確認は使えません。カードと資格確認書を手元で確かめ、疑わしいときは責任者に伝えてください。',
    retry: 'no',
  },
} as const satisfies Record<`U-2${number}`, CatalogueEntry>;
