import { type Html, html } from '../../kernel/html.ts';
import type { ReportQuery } from '../../statistics/query.ts';

/** Which days the figures are of, and the way to take them along. */
export function statisticsForm({ from, to, by }: ReportQuery, mayTake: boolean): Html {
  const choice = (value: ReportQuery['by'], word: string) =>
    html`<option value="${value}"${value === by && html` selected`}>${word}</option>`;
  return html`<form class="inline" method="get" action="/statistics">
<label>はじめ <input type="date" name="from" value="${from}" required></label>
<label>おわり <input type="date" name="to" value="${to}" required></label>
<label>まとめ方 <select name="by">${choice('day', '日ごと')}${choice('month', '月ごと')}</select></label>
<button>表示する</button>
${mayTake && html`<a class="button plain" href="/api/statistics.csv?from=${from}&amp;to=${to}&amp;by=${by}">CSVで保存</a>`}
</form>`;
}
