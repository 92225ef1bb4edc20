import { type Fragment, type Html, html } from '../../kernel/html.ts';
import { type Moment, tokyoDay } from '../../kernel/tokyoTime.ts';
import type { Backlog } from '../../outbox/outbox.ts';
import type { Result } from '../../problem/result.ts';
import type { ArrivalColumn } from './arrivalColumns.ts';
import { arrivalMarks, markWords } from './arrivalMarks.ts';
import type { Rows } from './arrivalRows.ts';
import { numbered } from './kioskCard.ts';
import { clockTime, dayWords } from './time.ts';

/** What stands around the lines. */
export interface ListFrame {
  readonly columns: readonly ArrivalColumn[];
  readonly backlog: Result<Backlog>;
  readonly now: Moment;
}

/**
 * Search and filters. They stand outside the list, which is put in anew at every arrival, and are hidden until the
 * page's script answers to them.
 */
export const findBar: Html = html`<form id="find" class="find not-printed" role="search" hidden>
<label for="search">さがす</label>
<input id="search" type="search" data-key="/" autocomplete="off" spellcheck="false" placeholder="氏名・フリガナ・生年月日・診察券番号">
<output aria-live="polite"></output>
<button type="button" class="plain" data-print>一覧を印刷</button>
<div class="chips" role="group" aria-label="しぼりこみ">${arrivalMarks.map(
  (mark) =>
    html`<button type="button" class="chip" data-mark="${mark}" aria-pressed="false">${markWords[mark]} <b></b></button>`,
)}</div>
</form>`;

/** Today's arrivals, the newest first. */
export function arrivalsList({ lines, mark }: Rows, { columns, backlog, now }: ListFrame): Html {
  return html`<section class="today" aria-labelledby="arrivals-today">
<div class="heading"><h2 id="arrivals-today">きょうの受付 <small>${lines.length}件</small></h2>
<p class="printed-only">${dayWords(tokyoDay(now))} ${clockTime(new Date(now).getTime())} 現在</p>
${backlogLine(backlog)}</div>
${
  lines.length === 0
    ? html`<p>まだ受付はありません。</p>`
    : html`<table class="arrivals" data-had="${mark}">
<thead><tr>${columns.map(({ id, heading }) => html`<th scope="col" class="${id}">${heading}</th>`)}</tr></thead>
<tbody>${lines}</tbody>
</table>`
}
</section>`;
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
