import { type Fragment, type Html, html } from '../../kernel/html.ts';
import { fullWidthKana } from '../../kernel/kana.ts';
import type { ListedArrival } from '../receptions/listed.ts';
import type { ShownConsent } from '../receptions/shown.ts';
import { isChanged } from './arrivalMarks.ts';
import { limitCategory, shareWords } from './claimWords.ts';
import { birthday, clockTime, dayTime } from './time.ts';
import { consentWords, modeWords, refusalWords, sexWords, stateWords } from './words.ts';

/** What a clinic may have beside time, name and state, in its own order. */
export const optionalColumns = ['birthdate', 'number', 'payment', 'prescription', 'proof', 'consents'] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

/** One column: its heading, and its cell of an arrival. */
export interface ArrivalColumn {
  readonly id: OptionalColumn | 'time' | 'name' | 'state';
  readonly heading: string;
  readonly cell: (arrival: ListedArrival) => Fragment;
}

const optional: Readonly<Record<OptionalColumn, Omit<ArrivalColumn, 'id'>>> = {
  birthdate: { heading: '生年月日', cell: born },
  number: {
    heading: '診察券',
    cell: ({ patientNumber, isNew }) => patientNumber ?? (isNew ? html`<span class="badge new">新患</span>` : '―'),
  },
  payment: { heading: '負担・公費', cell: payment },
  prescription: { heading: '処方箋', cell: ({ prescriptionForm }) => prescriptionForm && shortForms[prescriptionForm] },
  proof: { heading: '本人確認', cell: ({ proof }) => (proof ? shortProofs[proof] : 'なし') },
  consents: { heading: '同意（閲覧の期限）', cell: ({ consents }) => consentLine(consents) },
};

/** The columns of the list, `chosen` between the name and how it stands. */
export function columnsOf(chosen: readonly OptionalColumn[]): readonly ArrivalColumn[] {
  return [
    { id: 'time', heading: '時刻', cell: ({ receivedAt }) => clockTime(receivedAt) },
    { id: 'name', heading: '氏名', cell: named },
    { id: 'state', heading: '状態', cell: state },
    ...chosen.map((id) => ({ id, ...optional[id] })),
  ];
}

const shortForms = { electronic: '電子', paper: '紙' } as const;
const shortProofs = { face: '顔認証', pin: '暗証番号', visual: '目視', phone: 'スマホ' } as const;

function named({ id, name, nameKana }: ListedArrival): Html {
  return html`<a href="/arrivals/${id}">${name ?? '（氏名なし）'}</a>${
    nameKana && html`<small class="kana">${fullWidthKana(nameKana)}</small>`
  }`;
}

/** Date and age above, sex beside; each kept whole. */
function born({ birthdate, sex, receivedAt }: ListedArrival): Fragment {
  if (birthdate === null) return '―';
  const [date = '', age] = birthday(birthdate, receivedAt).split(/(?=（\d+歳）$)/);
  const rest = [age?.slice(1, -1), sex && sexWords[sex]].filter((word) => word !== null && word !== undefined);
  return pieces([date, rest.join('・')]);
}

/** `1割 低所得Ⅱ 公費88 償還払い`. */
function payment({
  payment: { share, limit, hasSpecificDisease, publicExpenses, subsidies },
}: ListedArrival): Fragment {
  const laws = publicExpenses.map(({ payerNumber }) => (payerNumber ? `公費${payerNumber.slice(0, 2)}` : '公費'));
  const words = [
    shareWords(share ?? undefined),
    limit && limitCategory(limit),
    hasSpecificDisease && '特定疾病',
    ...laws,
    publicExpenses.some(({ reimbursed }) => reimbursed) && '償還払い',
    subsidies === 'declined' && '受給者証を利用しない',
    subsidies === 'could-not-ask' && '受給者証を確認',
  ].filter((word) => typeof word === 'string');
  return words.length === 0 ? '―' : pieces(words);
}

/** How it stands, and what else must not be missed. */
function state(arrival: ListedArrival): Html {
  const { problem, occasion, certificateClass, visitOfDay, deliveries } = arrival;
  const marks = [
    occasion !== 'ordinary' && modeWords[occasion],
    visitOfDay > 1 && `本日${visitOfDay}回目`,
    isChanged(arrival) && '保険変更あり',
    certificateClass === 'expiring' && '証明書まもなく期限',
    certificateClass === 'grace' && '証明書の期限切れ',
    deliveryWord(deliveries),
  ].filter((word) => typeof word === 'string');
  return html`<span class="badge ${arrival.state}">${stateWords[arrival.state]}</span>${
    problem && html` <span class="code">${problem}</span>`
  }${marks.map((mark) => html` <span class="mark">${mark}</span>`)}`;
}

/** Said only while it is not done. */
function deliveryWord(deliveries: ListedArrival['deliveries']): string | undefined {
  if (deliveries.some((each) => each.state === 'parked')) return '送信保留（要確認）';
  return deliveries.some((each) => each.state !== 'delivered') ? '送信待ち' : undefined;
}

/** What may be looked at and until when, in one line; where nothing may, the gravest reason. */
function consentLine(consents: readonly ShownConsent[]): Fragment {
  const open = consents.flatMap(({ item, viewing }) => (viewing.allowed ? [{ item, until: viewing.until }] : []));
  const first = open.map(({ until }) => until).sort()[0];
  if (first !== undefined) {
    return pieces([...open.map(({ item }) => consentWords[item]), `${dayTime(first)}まで`]);
  }
  const closed = consents.flatMap(({ viewing }) => (viewing.allowed ? [] : [viewing.why]));
  const [gravest] = closed.toSorted((one, other) => Number(one === 'refused') - Number(other === 'refused'));
  return gravest ? refusalWords[gravest] : '―';
}

/** Words that break between each other and never within. */
function pieces(words: readonly string[]): Html {
  return html`${words.filter((word) => word !== '').map((word) => html`<span class="piece">${word}</span> `)}`;
}
