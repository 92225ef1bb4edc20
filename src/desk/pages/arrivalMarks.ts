import type { ListedArrival } from '../receptions/listed.ts';

/** What a list may be filtered by, in the order of the page. */
export const arrivalMarks = [
  'attention',
  'provisional',
  'new',
  'changed',
  'public',
  'reimbursed',
  'electronic',
  'paper',
  'expiring',
  'again',
  'unsent',
] as const;
export type ArrivalMark = (typeof arrivalMarks)[number];

export const markWords: Readonly<Record<ArrivalMark, string>> = {
  attention: '要確認',
  provisional: '仮受付',
  new: '新患',
  changed: '保険変更あり',
  public: '公費',
  reimbursed: '償還払い',
  electronic: '電子処方箋',
  paper: '紙の処方箋',
  expiring: '証明書の期限',
  again: '本日2回目',
  unsent: '未送信',
};

/** Which of them one arrival has. */
export function marksOf(arrival: ListedArrival): readonly ArrivalMark[] {
  const { state, payment, prescriptionForm, certificateClass, deliveries } = arrival;
  const has: Readonly<Record<ArrivalMark, boolean>> = {
    attention: state === 'mismatch' || state === 'check-insurance',
    provisional: state === 'provisional',
    new: arrival.isNew,
    changed: isChanged(arrival),
    public: payment.publicExpenses.length > 0,
    reimbursed: payment.publicExpenses.some(({ reimbursed }) => reimbursed),
    electronic: prescriptionForm === 'electronic',
    paper: prescriptionForm === 'paper',
    expiring: certificateClass === 'expiring' || certificateClass === 'grace',
    again: arrival.visitOfDay > 1,
    unsent: deliveries.some((each) => each.state !== 'delivered'),
  };
  return arrivalMarks.filter((mark) => has[mark]);
}

/** 保険変更: an insurance that has only begun, or one that is asked about although a newer one exists. */
export function isChanged({ payment, problem }: Pick<ListedArrival, 'payment' | 'problem'>): boolean {
  return payment.changedSince !== null || problem === 'U-408';
}
