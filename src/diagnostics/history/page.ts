import { day } from '../../kernel/durations.ts';
import { type Html, html } from '../../kernel/html.ts';
import { startOfTokyoDay, tokyoDate } from '../../kernel/tokyoTime.ts';
import { ok, type Result } from '../../problem/result.ts';
import { linePlot } from '../../statistics/plots/overTime.ts';
import type { Trend } from '../ports.ts';
import { type History, historyDays, type Span } from './history.ts';
import { type HistoryPlot, historyPlots } from './plots.ts';
import { soonDays } from './trend.ts';

/** A month by days, or all there is by weeks. */
export type HistoryRange = 'month' | 'year';

const ranges = { month: { days: 31, step: 1 }, year: { days: historyDays, step: 7 } } as const;

/**
 * What was measured, plotted, for the desk's page; each plot as a table too, for those who do not see it. Classes as the
 * statistics have them. Errors: U-640.
 */
export function historyPage(
  history: History,
  range: HistoryRange,
  trends: readonly Trend[],
  now: number,
): Result<Html> {
  const { days, step } = ranges[range];
  const today = startOfTokyoDay(now);
  const starts = Array.from({ length: Math.ceil(days / step) }, (_, at) => today - (days - 1 - at * step) * day);
  const seen = new Map<string, readonly Span[]>();
  for (const value of historyPlots.flatMap(({ lines }) => lines.map((line) => line.value))) {
    const spans = history.byDay(value, today - days * day);
    if (!spans.ok) return spans;
    seen.set(value, spans.value);
  }
  return ok(html`<section class="statistics" lang="ja">
${trendsSection(trends)}
${historyPlots.map((plot) => part(plot, starts, step, seen))}</section>`);
}

function trendsSection(trends: readonly Trend[]): Html {
  if (trends.length === 0) return html`<p class="good">${soonDays}日以内に限度を超えそうな測定値はありません。</p>`;
  return html`<section class="statistics-part"><h2>限度に近づいているもの</h2>
<ul id="trends">${trends.map(
    ({ name, says, unit, limit, value, daysLeft }) =>
      html`<li><strong class="code">U-641</strong> ${says}（${name}）：いま ${value} ${unit}。このまま進むと、あと<strong>${daysLeft}日</strong>で限度の ${limit} ${unit} に届きます。</li>`,
  )}</ul></section>`;
}

function part(plot: HistoryPlot, starts: readonly number[], step: number, seen: Map<string, readonly Span[]>): Html {
  const { name, title, explanation, unit, per = 1, of } = plot;
  const periods = starts.map(tokyoDate);
  const series = plot.lines.map(({ value, says }) => ({
    name: says,
    values: starts.map((start) => {
      const folded = foldedTo((seen.get(value) ?? []).filter(within(start, step)), of);
      return folded === null ? null : folded / per;
    }),
  }));
  const largest = Math.max(...series.flatMap((each) => each.values).map((value) => value ?? 0));
  const written = (value: number | null) => (value === null ? '—' : `${Math.round(value * 10) / 10} ${unit}`);
  const last = series.map((each) => `${each.name} ${written(each.values.findLast((value) => value !== null) ?? null)}`);
  return html`<section class="statistics-part">
<h2>${title} <small>${unit}</small></h2>
<p>${explanation}</p>
${linePlot({ name: `history-${name}`, title, description: `最後の値は ${last.join('、')}。`, periods, labelOf: String }, series, Math.max(fewestOnAxis, largest))}
<details><summary>表で見る</summary><table>
<caption>${title}</caption>
<thead><tr><th scope="col">${step === 1 ? '日' : '週のはじめ'}</th>${series.map((each) => html`<th scope="col">${each.name}</th>`)}</tr></thead>
<tbody>${periods.map(
    (period, at) =>
      html`<tr><th scope="row">${period}</th>${series.map((each) => html`<td>${written(each.values[at] ?? null)}</td>`)}</tr>`,
  )}</tbody></table></details>
</section>`;
}

/** Where the axis ends at least: half a start is none. */
const fewestOnAxis = 4;

function within(start: number, step: number): (span: Span) => boolean {
  return (span) => span.start >= start && span.start < start + step * day;
}

function foldedTo(spans: readonly Span[], of: HistoryPlot['of']): number | null {
  if (spans.length === 0) return null;
  const values = spans.map((span) => span[of]);
  const sum = values.reduce((all, value) => all + value, 0);
  return { most: Math.max(...values), least: Math.min(...values), sum, mean: sum / values.length }[of];
}
