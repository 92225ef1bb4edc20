import type { ConsentItem } from '../../consent/items.ts';
import type { HolderRecord } from '../../reception/evidence.ts';
import type { LinkDifference } from '../../reception/link/compareLink.ts';
import type { SaidSameReason } from '../../reception/link/saidSame.ts';
import type { Sameness } from '../../reception/link/sameness.ts';
import type { ViewingRefusal } from '../../reception/mayBeViewed.ts';
import type { Reception } from '../../reception/reception.ts';
import { visualReasonWords } from '../../reception/visualReasons.ts';
import type { ModeKind } from '../mode/modes.ts';
import type { KioskNeed } from '../ports.ts';
import type { ArrivalState } from '../receptions/shown.ts';
import type { Role } from '../roles.ts';

/** Every word the desk has for what the program knows by an id. */
export const roleWords: Readonly<Record<Role, string>> = {
  receptionist: '受付',
  administrator: '管理者',
  technician: '保守',
};

export const needWords: Readonly<Record<KioskNeed, string>> = {
  help: '患者さんが職員を呼んでいます',
  visual: '目視確認を待っています',
  number: 'カードの数字の入力が必要です',
  desk: '受付窓口をご案内しました',
  again: 'やり直しをご案内しています',
  'card-left': 'カードが置いたままです',
};

export const reasonWords = visualReasonWords.ja;

export const differenceWords: Readonly<Record<LinkDifference, string>> = {
  name: '氏名',
  birthdate: '生年月日',
  sex: '性別',
};

export const samenessWords: Readonly<Record<Sameness, string>> = {
  same: '同じ',
  unknown: '判断できません',
  other: '違います',
};

export const saidSameWords: Readonly<Record<SaidSameReason, string>> = {
  'old-form': '旧字体・異体字の違い',
  unwritable: '外字・表示できない文字',
  alias: '通称・併記名',
  'former-name': '旧氏（旧姓）',
  'letters-or-kana': 'ローマ字・カナの表記',
  shortened: '氏名の一部の省略',
  other: 'そのほか',
};

export const modeWords: Readonly<Record<ModeKind, string>> = {
  disaster: '災害時モード',
  emergency: '緊急時モード',
};

export const stateWords: Readonly<Record<ArrivalState, string>> = {
  confirmed: '確認済み',
  'check-insurance': '保険の確認が必要',
  provisional: '仮受付',
  mismatch: '紐付け誤りのおそれ',
};

export const consentWords: Readonly<Record<ConsentItem, string>> = {
  surgery: '手術',
  medication: '薬剤（お薬）',
  diagnosis: '診療',
  checkup: '特定健診',
  prescriptions: '処方・調剤',
};

export const refusalWords: Readonly<Record<ViewingRefusal, string>> = {
  'not-asked': '未確認',
  refused: '不同意',
  'not-obtained': '取得できず',
  'another-person': '閲覧しないでください（別の方の情報のおそれ）',
  'not-insured': '閲覧できません（有効な資格が確認できません）',
  'certificate-over': '閲覧できません（電子証明書の期限切れ）',
  'not-yet': '時刻前',
  expired: '期限切れ',
};

export const holderWords: Readonly<Record<HolderRecord['method'], string>> = {
  face: '顔認証',
  pin: '暗証番号',
  visual: '目視確認',
  phone: 'スマートフォン',
};

export const certificateWords: Readonly<Record<NonNullable<Reception['token']['certificateClass']>, string>> = {
  valid: '有効',
  expiring: 'まもなく期限（更新のご案内を）',
  grace: '期限切れ後3か月以内（資格確認のみ）',
  unusable: '期限切れ',
  revoked: '失効',
};

export const tokenWords: Readonly<Record<Reception['token']['kind'], string>> = {
  card: 'マイナンバーカード',
  android: 'Androidのスマートフォン',
  iphone: 'iPhone',
  none: 'なし',
};

export const prescriptionWords: Readonly<Record<NonNullable<Reception['prescriptionForm']>, string>> = {
  electronic: '電子処方箋',
  paper: '紙の処方箋',
};

export const sexWords: Readonly<Record<'1' | '2' | '3', string>> = { '1': '男', '2': '女', '3': '不明' };

const screenWords: Readonly<Record<string, string>> = {
  idle: '待機中',
  reading: 'カードを読み取り中',
  phone: 'スマートフォンを読み取り中',
  register: '利用登録の確認中',
  method: '本人確認の方法を選択中',
  'card-number': 'カードの数字を入力中',
  face: '顔認証中',
  pin: '暗証番号を入力中',
  staff: '目視確認の画面',
  consent: '同意の確認中',
  'consent-items': '同意の確認中',
  notice: 'お知らせを表示中',
  prescription: '処方箋の形式を選択中',
  subsidy: '医療費助成の確認中',
  checking: '資格を確認中',
  done: '受付完了を表示中',
  'take-card': 'カードの取り出し待ち',
  problem: 'エラーを表示中',
  cleaning: '清掃中',
  'out-of-service': '休止中',
  diagnostics: '調整中（保守）',
};

/** What the patient sees, in two words. */
export function screenWord(screen: string): string {
  return screenWords[screen] ?? screen;
}
