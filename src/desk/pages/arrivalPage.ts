import { type Fragment, type Html, html } from '../../kernel/html.ts';
import { isAboutOne } from '../../reception/aboutNobody.ts';
import type { EligibilityAnswer } from '../../reception/answer.ts';
import type { SaidSame } from '../../reception/link/saidSame.ts';
import { oddNumbersIn } from '../../reception/oddNumbers.ts';
import type { ArrivalDetail } from '../receptions/shown.ts';
import { differing, numbered } from './kioskCard.ts';
import { csrfField, facts } from './layout.ts';
import { birthday, dayTime } from './time.ts';
import {
  consentWords,
  holderWords,
  modeWords,
  reasonWords,
  refusalWords,
  saidSameWords,
  sexWords,
  stateWords,
} from './words.ts';

/** Everything of one arrival. `nameOf` gives the name behind the id of an account. */
export function arrivalPage(arrival: ArrivalDetail, nameOf: (staff: string) => string, csrf: string): Html {
  const { state, problem, link, name, birthdate, sex, address, notDisclosed, holder, mode } = arrival;
  const visual = holder?.method === 'visual';
  return html`<p><span class="badge ${state}">${stateWords[state]}</span> ${dayTime(arrival.receivedAt)} 受付${arrival.version > 1 && '（更新あり）'}</p>
${numbered(problem)}
${
  link.kind === 'mismatch' &&
  html`${differing(link)}
<p><a class="button" href="/arrivals/${arrival.id}/same-person">カードと見比べて本人か確認する</a></p>`
}
<section><h2>${state === 'mismatch' ? 'カードの内容' : '患者さん'}</h2>
${facts([
  ['氏名', name],
  ['フリガナ', arrival.eligibility?.nameKana],
  ['生年月日', birthdate && birthday(birthdate)],
  ['性別', sex && sexWords[sex]],
  ['住所', notDisclosed ? '不開示（ご本人の申し出により表示しません）' : address],
  ['診察券番号', arrival.patientNumber],
])}</section>
<section><h2>受付</h2>
${facts([
  ['本人確認', holder ? holderWords[holder.method] : 'なし（カードなし受付）'],
  ['確認した職員', visual && holder.staff && nameOf(holder.staff)],
  ['目視確認の理由', visual && holder.reason && reasonWords[holder.reason]],
  ['カードの証明書', arrival.certificateClass && certificateWords[arrival.certificateClass]],
  ['処方箋', arrival.prescriptionForm && (arrival.prescriptionForm === 'electronic' ? '電子処方箋' : '紙の処方箋')],
  ['資格確認の根拠', arrival.answeredTo && answeredToWords[arrival.answeredTo]],
  ['カードとの照合', notCompared(arrival) && 'していません（カードの氏名などを読み取っていないため）'],
  ['氏名の違い', link.kind === 'matched' && link.said && vouched(link.said, nameOf)],
  ['モード', mode.kind !== 'ordinary' && `${modeWords[mode.kind]}（${nameOf(mode.staff)}: ${mode.reason}）`],
])}</section>
${insurance(arrival.eligibility)}
${oddNumbers(arrival)}
${subsidies(arrival)}
<section><h2>情報提供の同意</h2>${consents(arrival, nameOf)}</section>
${patientNumberForm(arrival, csrf)}
<p><a class="button plain" href="/">一覧へ戻る</a></p>`;
}

function vouched({ staff, reason, saidAt }: SaidSame, nameOf: (staff: string) => string): string {
  return `職員が本人と確認（${saidSameWords[reason]}、${nameOf(staff)}、${dayTime(saidAt)}）`;
}

const answeredToWords = {
  certificate: 'あとからカードの証明書だけで確認（本人確認の証明なし）',
  person: 'あとから氏名・生年月日などで確認（本人確認の証明なし）',
} as const;

/** Whether what is shown of the person was told by the eligibility system alone. */
function notCompared({ link, eligibility }: ArrivalDetail): boolean {
  return link.kind === 'not-compared' && eligibility !== null && isAboutOne(eligibility);
}

const certificateWords: Readonly<Record<NonNullable<ArrivalDetail['certificateClass']>, string>> = {
  valid: '有効',
  expiring: 'まもなく期限（更新のご案内を）',
  grace: '期限切れ後3か月以内（資格確認のみ）',
  unusable: '期限切れ',
  revoked: '失効',
};

function consents({ consents: all }: ArrivalDetail, nameOf: (staff: string) => string): Fragment {
  if (all.length === 0) return html`<p>同意は確認していません。</p>`;
  return facts(
    all.map(({ item, viewing, staff }) => [
      consentWords[item],
      html`${viewing.allowed ? `同意（${dayTime(viewing.until)} まで閲覧できます）` : refusalWords[viewing.why]}${
        staff !== null && html` <small>職員が入力: ${nameOf(staff)}</small>`
      }`,
    ]),
  );
}

/** What the eligibility system said of somebody's insurance. */
export function insurance(eligibility: EligibilityAnswer | null): Fragment {
  if (!eligibility?.insurance) return null;
  const { insurance: held, limit, elderlyRatio, warning, medicalAssistance } = eligibility;
  const person = held.personalFamilyClassification === '1' ? '本人' : '家族';
  return html`<section><h2>保険</h2>
${facts([
  ['保険者', `${held.insurerName}（${held.insurerNumber.trim()}）`],
  [
    '記号・番号・枝番',
    `${held.insuredCardSymbol}・${held.insuredIdentificationNumber}・${held.insuredBranchNumber}（${person}）`,
  ],
  ['負担割合', percent(elderlyRatio ?? held.insuredPartialContributionRatio)],
  ['限度額の区分', limit?.flag],
  ['医療扶助', medicalAssistance && `${medicalAssistance.payerNumber} / ${medicalAssistance.recipientNumber}`],
  ['注意', warning],
])}</section>`;
}

/** A hint and no more: municipalities give out numbers that break the rule. */
function oddNumbers(arrival: ArrivalDetail): Fragment {
  return oddNumbersIn(arrival).map(
    ({ of }) =>
      html`<p class="problem">${numberPlaces[of]}の桁数または検証番号が規則と合いません。請求の前に確認してください。</p>`,
  );
}

const numberPlaces = {
  insurer: '保険者番号',
  'medical-assistance': '医療扶助の公費負担者番号',
  subsidy: '医療費助成の公費負担者番号',
} as const;

function subsidies({ subsidies: { answer, certificates } }: ArrivalDetail): Fragment {
  if (answer === 'not-asked') return null;
  const said = {
    used: '利用する',
    declined: '利用しない',
    'no-data': '該当なし',
    'could-not-ask': '問い合わせできず（受給者証の現物を確認）',
  }[answer];
  return html`<section><h2>医療費助成</h2>${facts([
    ['患者さんの回答', said],
    ...certificates.map(
      ({ certificationName, payerNumber, recipientNumber }) =>
        [certificationName, [payerNumber, recipientNumber].filter(Boolean).join(' / ') || '番号なし'] as const,
    ),
  ])}</section>`;
}

function patientNumberForm({ id, link, patientNumber }: ArrivalDetail, csrf: string): Fragment {
  if (link.kind === 'mismatch') return null;
  return html`<section><h2>診察券番号</h2>
<form method="post" action="/api/arrivals/${id}/patient-number">
${csrfField(csrf)}
<label>診察券番号 <small>50文字まで。次の受診から自動で表示されます。</small>
<input name="patientNumber" maxlength="50" value="${patientNumber ?? ''}" autocomplete="off" required></label>
<button>登録する</button>
</form></section>`;
}

function percent(ratio: string): string | null {
  return /^\d{3}$/.test(ratio) ? `${Number(ratio)}％` : null;
}
