import type { ApplicationSeen } from './ports.ts';

/** What the card that failed said of itself, for whoever stands at the desk and for whoever is called. */
export interface CardAnswers {
  /** What kind of trouble it is. */
  readonly kind: 'whole' | 'partly' | 'silent' | 'another-card' | 'no-certificates' | 'no-front' | 'odd' | 'unknown';
  /** Japanese, one plain sentence. */
  readonly says: string;
  readonly applications: readonly AnsweredApplication[];
}

/** One application of the card: whether it is there, and the status word with which the card said so. */
export interface AnsweredApplication {
  readonly title: string;
  readonly says: string;
  /** `9000`; empty where none came. */
  readonly status: string;
}

const titles: Readonly<Record<ApplicationSeen['application'], string>> = {
  jpki: '公的個人認証（本人確認と資格確認に使うもの）',
  cardFace: '券面事項確認（顔写真）',
  textInput: '券面事項入力補助（氏名など）',
};

const sentences: Readonly<Record<CardAnswers['kind'], string>> = {
  whole: 'カードは、受付に使うものをすべて備え、選択に正しく答えました。',
  partly:
    'カードは選択に答えましたが、そのあとの読み取りが続きませんでした。途中で離れたか、ICチップかリーダーの問題です。',
  silent: 'カードは、問いかけに答えませんでした。置き方か、カードのICチップか、リーダーの問題です。',
  'another-card':
    'マイナンバーカードではないカードです。運転免許証や交通系のカードなどを置いていないか、確認してください。',
  'no-certificates':
    'マイナンバーカードですが、本人確認と資格確認に使うもの（公的個人認証）が入っていません。窓口で受け付け、お住まいの市区町村の窓口での確認をすすめてください。',
  'no-front': '本人確認に使うものはありますが、顔写真か氏名を読むものがありません。暗証番号では受け付けられます。',
  odd: 'カードの答えが、決まったものと違います。ICチップの故障か、電波の乱れです。',
  unknown: 'カードは、まだ何も答えていません。',
};

/** With this status word a card says that it has what was asked for. */
const isThere = 0x9000;

/** Cards of another kind have their own ways to say no; only 6F00, or what is no status word at all, is none. */
function isNone(status: number): boolean {
  return status >= 0x6200 && status < 0x6f00;
}

/** What the answers to the selections come to. Of what is in the applications nothing is known here. */
export function answersOfCard(seen: readonly ApplicationSeen[]): CardAnswers {
  const kind = kindOf(seen);
  return {
    kind,
    says: sentences[kind],
    applications: seen.map(({ application, status }) => ({
      title: titles[application],
      ...worded(status),
    })),
  };
}

function kindOf(seen: readonly ApplicationSeen[]): CardAnswers['kind'] {
  const statusOf = (name: ApplicationSeen['application']) =>
    seen.find(({ application }) => application === name)?.status;
  const [jpki, front, text] = [statusOf('jpki'), statusOf('cardFace'), statusOf('textInput')];
  const all = [jpki, front, text];
  if (all.includes('silent')) return 'silent';
  if (all.some((status) => typeof status === 'number' && status !== isThere && !isNone(status))) return 'odd';
  if (jpki === undefined || jpki === 'not-asked') return 'unknown';
  if (jpki !== isThere) return front === isThere || text === isThere ? 'no-certificates' : 'another-card';
  if ([front, text].some((status) => typeof status === 'number' && status !== isThere)) return 'no-front';
  return all.includes('not-asked') ? 'partly' : 'whole';
}

function worded(status: ApplicationSeen['status']): Omit<AnsweredApplication, 'title'> {
  if (status === 'silent') return { says: '答えがありません', status: '' };
  if (status === 'not-asked') return { says: '聞いていません', status: '' };
  const hex = status.toString(16).toUpperCase().padStart(4, '0');
  return {
    says: status === isThere ? 'あります' : isNone(status) ? 'ありません' : '決まったものと違う答えです',
    status: hex,
  };
}
