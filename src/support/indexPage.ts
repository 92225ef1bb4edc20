import { Html, html } from '../kernel/html.ts';
import { tokyoClock, tokyoDate } from '../kernel/tokyoTime.ts';
import type { BundleFile } from './bundleFile.ts';
import type { SupportFacts } from './facts.ts';
import type { LeftOut } from './settings.ts';
import type { ToldChecks } from './toldChecks.ts';

interface IndexParts {
  readonly facts: SupportFacts;
  readonly checks: ToldChecks;
  readonly files: readonly BundleFile[];
  readonly leftOut: readonly LeftOut[];
}

const kinds: Readonly<Record<SupportFacts['checks']['kind'], string>> = {
  'self-test': '受付機の自己点検',
  gentle: '受付を妨げない点検',
  all: 'すべての点検（受付機は停止中）',
};

const reasons: Readonly<Record<LeftOut['why'], string>> = {
  'own-words': '医院の言葉',
  person: '人を示すもの',
  'own-command': '任意のコマンド',
};

const severities = { critical: '受付できない', warning: '一部使えない', notice: '今後に注意' } as const;

/** The page that whoever opens a bundle reads first: what was found, what is in each file and why. It has no script. */
export function indexPage({ facts, checks, files, leftOut }: IndexParts): Html {
  const { at, versions } = facts;
  return html`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>受付機の調査用ファイル</title>
<style>${new Html(style)}</style>
</head>
<body>
<h1>受付機の調査用ファイル</h1>
<p>受付機の不具合を調べるためのファイルです。患者さんの氏名、番号、暗証番号、写真、受付の内容は入っていません。</p>
<table class="facts"><tbody>
<tr><th scope="row">作成</th><td>${dayAndTime(at)}</td></tr>
<tr><th scope="row">受付機</th><td>${kioskOf(facts)}</td></tr>
<tr><th scope="row">プログラム</th><td>${versions.program}（${versions.digest ?? '―'}）、Node.js ${versions.node}</td></tr>
<tr><th scope="row">機器</th><td>${versions.machine}、${versions.system}、${versions.kernel}</td></tr>
</tbody></table>
<h2>点検で見つかったこと</h2>
<p>${kinds[facts.checks.kind]}、${dayAndTime(facts.checks.at)}</p>
${findingsOf(checks)}
<h2>入っているファイル</h2>
<table class="files"><thead><tr><th scope="col">ファイル</th><th scope="col">入れた理由</th><th scope="col">除いたもの</th></tr></thead>
<tbody>${files.map(
    ({ name, why, without }) =>
      html`<tr><th scope="row"><a href="${name}">${name}</a></th><td>${why}</td><td>${without}</td></tr>
`,
  )}</tbody></table>
<h2>値を除いた設定</h2>
${
  leftOut.length === 0
    ? html`<p>値を除いた設定はありません。</p>`
    : html`<table><thead><tr><th scope="col">設定</th><th scope="col">除いた理由</th><th scope="col">文字数</th></tr></thead>
<tbody>${leftOut.map(
        ({ key, why, characters }) =>
          html`<tr><th scope="row"><code>${key}</code></th><td>${reasons[why]}</td><td>${characters}</td></tr>
`,
      )}</tbody></table>`
}
<h2>点検と測定値</h2>
<table><thead><tr><th scope="col">点検</th><th scope="col">結果</th><th scope="col">測定値</th></tr></thead>
<tbody>${checks.checks.map(
    ({ id, title, ok, ms, values }) =>
      html`<tr><th scope="row">${title}<br><code>${id}</code></th><td>${ok ? '異常なし' : '異常あり'}<br>${ms} ms</td><td>${Object.entries(
        values,
      ).map(([name, value]) => html`<code>${name}</code> ${value === null ? '―' : String(value)}<br>`)}</td></tr>
`,
  )}</tbody></table>
</body>
</html>
`;
}

function dayAndTime(at: number): string {
  return `${tokyoDate(at)} ${tokyoClock(at)}`;
}

function kioskOf({ configuration }: SupportFacts): string {
  if ('wrongLines' in configuration) return '設定を読めません';
  return `${configuration.kiosk.id}（医療機関コード ${configuration.clinic.institutionCode}）`;
}

function findingsOf({ findings }: ToldChecks): Html {
  if (findings.length === 0) return html`<p class="good">異常は見つかりませんでした。</p>`;
  return html`<ul class="findings">${findings.map(
    ({
      id,
      number,
      severity,
      says,
      detail,
      next,
    }) => html`<li class="${severity}"><strong>${number}　${says}</strong>（${severities[severity]}）<br>
${next}<br>
<code>${id}${detail !== '' && ` ${detail}`}</code></li>
`,
  )}</ul>`;
}

const style = `
body { font: 16px/1.6 "Noto Sans CJK JP", "Noto Sans JP", sans-serif; color: #111; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #999; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
thead th, .facts th { font-weight: bold; }
thead th, .facts th, .files th { white-space: nowrap; }
code { font-size: .85rem; color: #444; }
.findings { list-style: none; padding: 0; }
.findings li, .good { padding: .6rem 1rem; margin: .5rem 0; border-left: .5rem solid #8a1c0a; background: #fbe9e3; }
.findings .notice { border-color: #7a5b00; background: #fdf5dc; }
.good { border-color: #0b4a43; background: #e6f1ec; }
`;
