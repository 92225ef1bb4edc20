import { type Html, html } from '../kernel/html.ts';
import { proofMethods } from '../reception/evidence.ts';
import { askedSubsidies, type PlotName, plotNames, plots } from './plots/plots.ts';
import { type PeriodStatistics, type StatisticsReport, timedSteps } from './report.ts';
import { duration, methodNames, percent, periodName, problemName, stepNames, subsidyNames, whole } from './words.ts';

/**
 * The clinic's statistics as a piece of HTML for the desk: figures, plots, and each plot as a table for those who do not
 * see it. No script, no style of its own; classes as {@link statisticsStyle} has them.
 */
export function statisticsPage(report: StatisticsReport): Html {
  const drawn = plots(report);
  const range = `${report.from} 〜 ${report.to}（${report.by === 'day' ? '日ごと' : '月ごと'}）。`;
  return html`<section class="statistics" lang="ja">
<p class="statistics-range">${range}患者さんのお名前などは含まれていません。</p>
${heads(report.total)}
${plotNames.map((name) => {
  const { title, explanation, table } = parts[name];
  return html`<section class="statistics-part">
<h2>${title}</h2>
<p>${explanation}</p>
${drawn[name]}
<details><summary>表で見る</summary>${tableOf(title, table(report))}</details>
</section>`;
})}</section>`;
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

/** The first row is the head; the first cell of each row names it. */
type Table = readonly (readonly string[])[];

interface Part {
  readonly title: string;
  readonly explanation: string;
  readonly table: (report: StatisticsReport) => Table;
}

const parts: Readonly<Record<PlotName, Part>> = {
  'card-use': {
    title: 'カード利用率',
    explanation:
      '資格の確認のうち、マイナンバーカードやスマートフォンで確認した割合です。残りは資格確認書などの番号を入力した確認です。',
    table: ({ periods }) => [
      ['期間', 'カード', '番号', '利用率'],
      ...periods.map(({ period, cardUse }) => [
        periodName(period),
        whole(cardUse.card),
        whole(cardUse.numbers),
        percent(cardUse.rate),
      ]),
    ],
  },
  methods: {
    title: '本人確認の方法',
    explanation: '患者さんがどの方法で本人確認をしたかを、件数で示しています。',
    table: ({ periods }) => [
      ['期間', ...proofMethods.map((method) => methodNames[method])],
      ...periods.map(({ period, methods }) => [
        periodName(period),
        ...proofMethods.map((method) => whole(methods[method])),
      ]),
    ],
  },
  failures: {
    title: 'うまくいかなかった原因',
    explanation:
      '画面に出た番号ごとの件数です。「最後は受付できた」は、やり直しや別の方法で受付が終わったものです。番号の意味はエラー番号の一覧をご覧ください。',
    table: ({ total }) => [
      ['原因', '受付できなかった', '最後は受付できた'],
      ...total.failures.map(({ problem, failed, overcome }) => [problemName(problem), whole(failed), whole(overcome)]),
    ],
  },
  seconds: {
    title: '受付にかかった時間',
    explanation:
      '受付が終わった方の、段階ごとの時間です。濃い色の端までに半分の方が、薄い色の端までに10人中9人の方が終えています。',
    table: ({ total }) => [
      ['段階', '件数', '半分の方', '9割の方'],
      ...timedSteps.map((step) => {
        const times = total.seconds[step];
        return [
          stepNames[step],
          whole(times?.visits ?? 0),
          times ? duration(times.median) : '—',
          times ? duration(times.p90) : '—',
        ];
      }),
    ],
  },
  subsidies: {
    title: '医療費助成（PMH）',
    explanation: '医療費助成の受給者証を問い合わせた件数と、その結果です。',
    table: ({ periods }) => [
      ['期間', ...askedSubsidies.map((outcome) => subsidyNames[outcome])],
      ...periods.map(({ period, subsidies }) => [
        periodName(period),
        ...askedSubsidies.map((outcome) => whole(subsidies[outcome])),
      ]),
    ],
  },
  'queue-age': {
    title: '院内システムへの送信待ち',
    explanation:
      '受付の記録が院内システムに届くまでの待ち時間です。長い日は、院内システムやネットワークが止まっていた可能性があります。',
    table: ({ periods }) => [
      ['期間', '送信待ちがなかった時間', '9割の時間はこれ以下', 'いちばん長い待ち'],
      ...periods.map(({ period, queueAge }) => [
        periodName(period),
        percent(queueAge?.emptyShare ?? null),
        queueAge ? duration(queueAge.p90) : '—',
        queueAge ? duration(queueAge.longest) : '—',
      ]),
    ],
  },
};

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
