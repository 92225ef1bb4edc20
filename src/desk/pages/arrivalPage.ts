import { type Fragment, type Html, html } from '../../kernel/html.ts';
import { fullWidthKana } from '../../kernel/kana.ts';
import { tokyoDay } from '../../kernel/tokyoTime.ts';
import { isAboutOne } from '../../reception/aboutNobody.ts';
import type { SaidSame } from '../../reception/link/saidSame.ts';
import { oddNumbersIn } from '../../reception/oddNumbers.ts';
import type { ArrivalDetail } from '../receptions/shown.ts';
import { claimSections, subsidySection } from './claimSections.ts';
import { validityWords } from './claimWords.ts';
import { csrfField, facts } from './document.ts';
import { differing, numbered } from './kioskCard.ts';
import { birthday, clockTime, dayTime, dayWords } from './time.ts';
import {
  certificateWords,
  consentWords,
  holderWords,
  modeWords,
  prescriptionWords,
  reasonWords,
  refusalWords,
  saidSameWords,
  sexWords,
  stateWords,
  tokenWords,
} from './words.ts';

/**
 * Everything of one arrival; printed it is the slip that goes with the patient's papers. `nameOf` gives the name behind
 * the id of an account.
 */
export function arrivalPage(arrival: ArrivalDetail, nameOf: (staff: string) => string, csrf: string): Html {
  const { state, problem, link } = arrival;
  return html`<p class="toolbar"><span class="badge ${state}">${stateWords[state]}</span> <span>${dayWords(tokyoDay(arrival.receivedAt))} ${clockTime(arrival.receivedAt)} 受付${arrival.version > 1 && '（更新あり）'}</span>
<button type="button" class="plain" data-print hidden>印刷する</button></p>
${numbered(problem)}
${
  link.kind === 'mismatch' &&
  html`${differing(link)}
<p class="not-printed"><a class="button" href="/arrivals/${arrival.id}/same-person">カードと見比べて本人か確認する</a></p>`
}
<div class="slip">
${person(arrival)}
${claimSections(arrival.eligibility)}
${subsidySection(arrival.subsidies)}
${oddNumbers(arrival)}
${eligibility(arrival)}
${reception(arrival, nameOf)}
<section><h2>情報提供の同意</h2>${consents(arrival, nameOf)}</section>
</div>
${patientNumberForm(arrival, csrf)}
<p class="not-printed"><a class="button plain" href="/">一覧へ戻る</a></p>`;
}

function person(arrival: ArrivalDetail): Html {
  const { state, name, nameKana, birthdate, sex, address, notDisclosed, receivedAt, eligibility: answer } = arrival;
  return html`<section><h2>${state === 'mismatch' ? 'カードの内容' : '患者さん'}</h2>
${facts([
  ['氏名', html`<strong class="name">${name ?? '（氏名なし）'}</strong>`],
  ['フリガナ', nameKana && fullWidthKana(nameKana)],
  ['別の氏名', answer?.nameOfOther],
  ['別の氏名のフリガナ', answer?.nameOfOtherKana && fullWidthKana(answer.nameOfOtherKana)],
  ['生年月日', birthdate && birthday(birthdate, receivedAt)],
  ['性別', sex && sexWords[sex]],
  ['住所', notDisclosed ? '不開示（ご本人の申し出により表示しません）' : address],
  ['診察券番号', arrival.patientNumber ?? (arrival.isNew && '新患')],
])}</section>`;
}

function eligibility({ eligibility: answer, answeredTo, link, payment }: ArrivalDetail): Html {
  const isCompared = link.kind === 'not-compared' && answer !== null && isAboutOne(answer);
  return html`<section><h2>資格確認</h2>
${facts([
  ['資格', answer ? validityWords[answer.validity] : link.kind === 'mismatch' ? '保留' : 'まだ確認できていません'],
  ['保険変更', payment.changedSince && `あり（${dayWords(payment.changedSince)}から）`],
  ['回答の注意', answer?.warning],
  ['資格確認の根拠', answeredTo && answeredToWords[answeredTo]],
  ['カードとの照合', isCompared && 'していません（カードの氏名などを読み取っていないため）'],
])}</section>`;
}

function reception(arrival: ArrivalDetail, nameOf: (staff: string) => string): Html {
  const { holder, mode, link, certificateClass, prescriptionForm, token, genuine, kiosk } = arrival;
  const visual = holder?.method === 'visual';
  return html`<section><h2>受付</h2>
${facts([
  ['本人確認', holder ? `${holderWords[holder.method]}（${dayTime(holder.provenAt)}）` : 'なし（カードなし受付）'],
  ['確認した職員', visual && holder.staff && nameOf(holder.staff)],
  ['目視確認の理由', visual && holder.reason && reasonWords[holder.reason]],
  ['読み取ったもの', tokenWords[token]],
  ['カードの証明書', certificateClass && certificateWords[certificateClass]],
  ['カードの真正性', genuine === 'unanchored' && '発行者の署名を確認できていません'],
  ['処方箋', prescriptionForm && prescriptionWords[prescriptionForm]],
  ['氏名の違い', link.kind === 'matched' && link.said && vouched(link.said, nameOf)],
  ['モード', mode.kind !== 'ordinary' && `${modeWords[mode.kind]}（${nameOf(mode.staff)}: ${mode.reason}）`],
  ['受付機', kiosk],
])}</section>`;
}

function vouched({ staff, reason, saidAt }: SaidSame, nameOf: (staff: string) => string): string {
  return `職員が本人と確認（${saidSameWords[reason]}、${nameOf(staff)}、${dayTime(saidAt)}）`;
}

const answeredToWords = {
  certificate: 'あとからカードの証明書だけで確認（本人確認の証明なし）',
  person: 'あとから氏名・生年月日などで確認（本人確認の証明なし）',
} as const;

function consents({ consents: all }: ArrivalDetail, nameOf: (staff: string) => string): Fragment {
  if (all.length === 0) return html`<p>同意は確認していません。</p>`;
  return facts(
    all.map(({ item, viewing, answeredAt, staff }) => [
      consentWords[item],
      html`${viewing.allowed ? `同意（${dayTime(viewing.until)} まで閲覧できます）` : refusalWords[viewing.why]} <small>${dayTime(answeredAt)} に回答${
        staff !== null && `　職員が入力: ${nameOf(staff)}`
      }</small>`,
    ]),
  );
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

function patientNumberForm({ id, link, patientNumber }: ArrivalDetail, csrf: string): Fragment {
  if (link.kind === 'mismatch') return null;
  return html`<section class="not-printed"><h2>診察券番号の登録</h2>
<form method="post" action="/api/arrivals/${id}/patient-number">
${csrfField(csrf)}
<label>診察券番号 <small>50文字まで。次の受診から自動で表示されます。</small>
<input name="patientNumber" maxlength="50" value="${patientNumber ?? ''}" autocomplete="off" required></label>
<button>登録する</button>
</form></section>`;
}
