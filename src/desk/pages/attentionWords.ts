import type { ProblemCode } from '../../problem/catalogue.ts';
import type { AttentionReason } from '../../reception/attentionReasons.ts';
import type { AttentionItem } from '../attention/attentionItems.ts';

/** Why an arrival wants attention, what to do next, and where that is done. */
export interface AttentionWord {
  readonly says: string;
  readonly step: string;
  readonly to?: { readonly href: string; readonly word: string };
}

const insured: AttentionWord = {
  says: '保険の資格を確認できません',
  step: '資格情報のお知らせなどで、いまの保険を確認してください。',
};

/** Where the answer's number says more than its reason. The long form stands with the arrival. */
const byProblem: Readonly<Partial<Record<ProblemCode, AttentionWord>>> = {
  'U-401': {
    says: '資格が無効です',
    step: 'マイナポータルか資格情報のお知らせを見せてもらい、なければ被保険者資格申立書を書いてもらいます。',
  },
  'U-406': {
    says: '資格情報がありません',
    step: '加入の手続き中か聞きます。資格情報のお知らせがなければ、被保険者資格申立書を書いてもらいます。',
  },
  'U-407': {
    says: '資格が複数あり、決まりません',
    step: 'いまの勤め先や保険を聞き、マイナポータルか資格情報のお知らせで確認します。',
  },
  'U-408': {
    says: '新しい資格があります',
    step: '転職や転居がなかったか聞き、新しい資格情報のお知らせかマイナポータルで確認します。',
  },
};

const byReason: Readonly<Record<AttentionReason, AttentionWord>> = {
  mismatch: {
    says: '紐付け誤りのおそれ',
    step: '氏名と生年月日を聞き、表記だけの違いなら本人と確認します。ほかは資格確認書などで受け付けます。',
  },
  insurance: insured,
  provisional: {
    says: '仮受付のまま日をまたぎました',
    step: '回線と資格確認端末を確認します。急ぐときは、資格確認書などの番号で確認します。',
    to: { href: '/insurance-look-up', word: '番号で確認' },
  },
  subsidy: {
    says: '医療費助成を問い合わせできていません',
    step: '受給者証の現物を見せてもらいます。',
  },
  numbers: {
    says: '番号の桁数か検証番号が合いません',
    step: '請求の前に、番号を保険証類や受給者証と見比べます。',
  },
  delivery: {
    says: '院内システムへの送信が保留です',
    step: '受け取る側のシステムの表示を確認し、保守担当に連絡します。それまでは手で入力します。',
  },
};

export function attentionWord({ why, problem, reception }: AttentionItem): AttentionWord {
  const word = (problem && byProblem[problem]) ?? byReason[why];
  return why === 'mismatch'
    ? { ...word, to: { href: `/arrivals/${reception}/same-person`, word: 'カードと見比べる' } }
    : word;
}
