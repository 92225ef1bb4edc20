import { type Html, html } from '../kernel/html.ts';
import type { Table } from './figures/figure.ts';
import { pageParts, plotOf } from './figures/figures.ts';
import type { PeriodStatistics, StatisticsReport } from './report.ts';
import { duration, percent, whole } from './words.ts';

/**
 * The clinic's statistics as a piece of HTML for the desk: figures, plots, and each plot as a table for those who do not
 * see it. No script, no style of its own; classes as {@link statisticsStyle} has them.
 */
export function statisticsPage(report: StatisticsReport): Html {
  const range = `${report.from} 〜 ${report.to}（${report.by === 'day' ? '日ごと' : '月ごと'}）。`;
  return html`<section class="statistics" lang="ja">
<p class="statistics-range">${range}患者さんのお名前などは含まれていません。</p>
${heads(report.total)}
${pageParts.map(
  (shown) => html`<section class="statistics-part">
<h2>${shown.title}</h2>
<p>${shown.explanation}</p>
${plotOf(shown, report)}
<details><summary>表で見る</summary>${tableOf(shown.title, shown.table(report))}</details>
</section>`,
)}</section>`;
}

function heads({ visits, outcomes, cardUse, seconds }: PeriodStatistics): Html {
  const completed = outcomes.done + outcomes.provisional;
  const figures: readonly (readonly [name: string, figure: string, more: string])[] = [
    ['受付機の利用', `${whole(visits)} 件`, `うち受付完了 ${whole(completed)} 件`],
    ['最後まで受付できた割合', percent(visits === 0 ? null : completed / visits), '残りは窓口での受付です'],
    [
      'カード利用率',
      percent(cardUse.rate),
      `確認 ${whole(cardUse.card + cardUse.numbers)} 件のうちカード ${whole(cardUse.card)} 件`,
    ],
    [
      '受付にかかった時間',
      seconds.whole ? duration(seconds.whole.median) : '—',
      seconds.whole ? `9割の方は ${duration(seconds.whole.p90)} まで` : '記録はありません',
    ],
  ];
  return html`<dl class="statistics-heads">
${figures.map(
  ([name, figure, more]) =>
    html`<div><dt>${name}</dt><dd class="statistics-figure">${figure}</dd><dd>${more}</dd></div>`,
)}</dl>`;
}

function tableOf(caption: string, [head = [], ...rows]: Table): Html {
  return html`<table>
<caption>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([name = '', ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody>
</table>`;
}
