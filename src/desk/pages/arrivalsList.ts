import { type Fragment, type Html, html } from '../../kernel/html.ts';
import type { Backlog } from '../../outbox/outbox.ts';
import type { Result } from '../../problem/result.ts';
import type { ArrivalSummary, ShownConsent } from '../receptions/shown.ts';
import { numbered } from './kioskCard.ts';
import { birthday, clockTime, dayTime } from './time.ts';
import { consentWords, modeWords, refusalWords, sexWords, stateWords } from './words.ts';

/** Today's arrivals, the newest first. */
export function arrivalsList(arrivals: readonly ArrivalSummary[], backlog: Result<Backlog>): Html {
  return html`<section aria-labelledby="arrivals-today">
<h2 id="arrivals-today">きょうの受付 <small>${arrivals.length}件</small></h2>
${backlogLine(backlog)}
${
  arrivals.length === 0
    ? html`<p>まだ受付はありません。</p>`
    : html`<table>
<thead><tr><th scope="col">時刻</th><th scope="col">氏名</th><th scope="col">生年月日</th><th scope="col">状態</th><th scope="col">情報提供の同意</th><th scope="col">送信</th><th scope="col">診察券</th></tr></thead>
<tbody>${arrivals.map(row)}</tbody>
</table>`
}
</section>`;
}

function row(arrival: ArrivalSummary): Html {
  const { id, receivedAt, name, birthdate, sex, state, problem, occasion, consents, deliveries, patientNumber } =
    arrival;
  return html`<tr class="${state}">
<td>${clockTime(receivedAt)}</td>
<th scope="row"><a href="/arrivals/${id}">${name ?? '（氏名なし）'}</a></th>
<td>${birthdate && birthday(birthdate)}${sex && `　${sexWords[sex]}`}</td>
<td><span class="badge ${state}">${stateWords[state]}</span>${problem && html` <span class="code">${problem}</span>`}${
    occasion !== 'ordinary' && html` <span class="badge">${modeWords[occasion]}</span>`
  }</td>
<td>${consentLine(consents)}</td>
<td>${deliveryLine(deliveries)}</td>
<td>${patientNumber ?? '―'}</td>
</tr>`;
}

/** What may be looked at and until when, in one line. */
export function consentLine(consents: readonly ShownConsent[]): Fragment {
  const open = consents.flatMap(({ item, viewing }) => (viewing.allowed ? [{ item, until: viewing.until }] : []));
  const first = open.map(({ until }) => until).sort()[0];
  if (first !== undefined) {
    return html`${open.map(({ item }) => consentWords[item]).join('・')} <small>${dayTime(first)} まで</small>`;
  }
  const [closed] = consents.flatMap(({ viewing }) => (viewing.allowed ? [] : [viewing.why]));
  return closed ? refusalWords[closed] : '―';
}

function deliveryLine(deliveries: ArrivalSummary['deliveries']): string {
  if (deliveries.some(({ state }) => state === 'parked')) return '保留（要確認）';
  return deliveries.every(({ state }) => state === 'delivered') ? '済み' : '送信待ち';
}

function backlogLine(backlog: Result<Backlog>): Fragment {
  if (!backlog.ok) return numbered(backlog.problem.code);
  const { waiting, parked, unreconciled, alerts } = backlog.value;
  const parts = [
    waiting > 0 && `送信待ち ${waiting}件`,
    parked > 0 && `保留 ${parked}件`,
    unreconciled > 0 && `仮受付のまま ${unreconciled}件`,
  ].filter((part) => part !== false);
  return [
    parts.length > 0 && html`<p class="backlog">${parts.join('　')}</p>`,
    alerts.map(({ code }) => numbered(code)),
  ];
}
