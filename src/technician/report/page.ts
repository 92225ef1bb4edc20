import { Html, html } from '../../kernel/html.ts';
import type { Readiness, SignedReport } from './readiness.ts';
import { tokyoDateTime } from './times.ts';

const stateWords: Readonly<Record<Readiness['steps'][number]['state'], string>> = {
  open: '未実施',
  running: '中断',
  passed: '合格',
  failed: '不合格',
  skipped: '対象外',
};

/** The report for people: the verdict first, then what led to it, at the end how to tell that it was not changed. */
export function reportBody({ report, signature }: SignedReport): Html {
  const { device, by, from, to, ready, todo, steps } = report;
  return html`<section class="report">
<p class="verdict ${ready ? 'good' : 'bad'}"><strong>${ready ? '受付に使えます' : '受付に使う前に、することがあります'}</strong></p>
${todo.length > 0 && html`<h2>すること</h2><ol>${todo.map((each) => html`<li>${each}</li>`)}</ol>`}
<table class="facts"><tbody>
${fact('医療機関・受付機', `${device.clinic}　${device.kiosk}`)}
${fact('点検した人', `${by.name}（${by.id}）`)}
${fact('日時', `${tokyoDateTime(from)} ～ ${tokyoDateTime(to)}`)}
${fact('リーダー・カメラ', `${device.reader || '―'}・${device.camera || '―'}`)}
${fact('プログラム', device.version)}
${fact('報告書の番号', report.id)}
</tbody></table>
${steps.map(stepSection)}
<h2>署名</h2>
<p>この報告書は、受付機の監査ログの鍵で署名されています（鍵 ${signature.keyId}）。JSONを保存し、<code>uketsuke report verify ファイル</code> で、1文字も変わっていないことを確かめられます。</p>
<p class="signature">${signature.value}</p>
</section>`;
}

/** The same as one file that needs no other: for the printer, and for whoever makes a PDF of it. */
export function reportDocument(signed: SignedReport): Html {
  return html`<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>調整の報告書 ${signed.report.id}</title><style>${new Html(style)}</style></head>
<body><h1>受付機の調整の報告書</h1>${reportBody(signed)}</body></html>
`;
}

function fact(name: string, value: string): Html {
  return html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
}

function stepSection({ title, state, at, rows, findings, plots, note }: Readiness['steps'][number]): Html {
  return html`<section class="step"><h2>${title}　<span class="state ${state}">${stateWords[state]}</span></h2>
${at !== null && html`<p class="at">${tokyoDateTime(at)}</p>`}
${note !== '' && html`<p>メモ: ${note}</p>`}
${findings.map(({ number, severity, says, next }) => html`<p class="finding${severity === 'notice' && ' notice'}"><strong>${says}</strong>（${number}）<br>${next}</p>`)}
${plots.length > 0 && html`<div class="plots">${plots.map(plotOf)}</div>`}
${
  rows.length > 0 &&
  html`<table><thead><tr><th scope="col">測ったもの</th><th scope="col">値</th><th scope="col">限度</th><th scope="col">判定</th></tr></thead>
<tbody>${rows.map(
    ({ says, value, limit, ok }) =>
      html`<tr><th scope="row">${says}</th><td>${value}</td><td>${limit}</td><td>${ok === null ? '' : ok ? '✓' : '✗'}</td></tr>`,
  )}</tbody></table>`
}</section>`;
}

const [wide, high] = [300, 60];

function plotOf({ says, unit, points, least, most }: Readiness['steps'][number]['plots'][number]): Html {
  const limits = [least, most].filter((limit) => limit !== null);
  const all = [...points, ...limits];
  const [low, top] = [Math.min(...all), Math.max(...all)];
  const y = (value: number): string => (high - 4 - ((value - low) / (top - low || 1)) * (high - 8)).toFixed(1);
  const x = (at: number): string => ((at / Math.max(1, points.length - 1)) * wide).toFixed(1);
  const line = points.map((value, at) => `${x(at)},${y(value)}`).join(' ');
  return html`<figure><figcaption>${says} ${Math.min(...points)}～${Math.max(...points)}${unit && ` ${unit}`}</figcaption>
<svg viewBox="0 0 ${wide} ${high}" preserveAspectRatio="none" role="img" aria-label="${says}">${limits.map(
    (limit) => html`<line x1="0" x2="${wide}" y1="${y(limit)}" y2="${y(limit)}" stroke="#a33" stroke-dasharray="5 4"/>`,
  )}<polyline points="${line}" fill="none" stroke="#0b4a43" stroke-width="1.5"/></svg></figure>`;
}

const style = `
@page { size: A4; margin: 14mm; }
body { font: 10pt/1.5 "Noto Sans CJK JP", "Noto Sans JP", sans-serif; color: #111; }
h1 { font-size: 16pt; margin: 0 0 4mm; }
h2 { font-size: 12pt; margin: 6mm 0 1.5mm; padding-bottom: .5mm; border-bottom: 1px solid #999; }
.verdict { font-size: 14pt; padding: 3mm 4mm; border: 2px solid; }
.good { border-color: #0b4a43; background: #e6f1ec; }
.bad, .finding { border-color: #8a1c0a; background: #fbe9e3; }
.finding { padding: 1mm 3mm; border-left: 2mm solid #8a1c0a; }
.finding.notice { border-color: #7a5b00; background: #fdf5dc; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; table-layout: fixed; }
thead th:first-child { width: 44%; }
thead th:nth-child(2) { width: 24%; }
thead th:last-child { width: 9%; }
.facts th { width: 30%; }
th, td { padding: .6mm 2mm; border-bottom: 1px solid #ddd; text-align: left; font-weight: normal; overflow-wrap: anywhere; }
thead th, .facts th { font-weight: bold; }
tr, figure, .finding { break-inside: avoid; }
h2 { break-after: avoid; }
ol { margin: 1mm 0 4mm; padding-left: 6mm; }
.state { float: right; }
.state.failed { color: #8a1c0a; }
.plots { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; }
figure { margin: 1mm 0; }
figcaption { font-size: 8.5pt; }
svg { width: 100%; height: 16mm; }
.signature { font-family: monospace; font-size: 7.5pt; overflow-wrap: anywhere; }
.at { margin: 0 0 1mm; font-size: 8.5pt; color: #555; }
`;
