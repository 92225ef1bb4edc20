import { type Fragment, type Html, html } from '../../kernel/html.ts';
import type { StaffMember } from '../accounts/staffTable.ts';
import type { Notice } from '../http/notices.ts';
import type { ModeKind } from '../mode/modes.ts';
import { mayUse, type RouteKey } from '../roles.ts';
import { keysDialog } from './keys.ts';
import { dayTime } from './time.ts';
import { modeWords, roleWords } from './words.ts';

/** What stands around every page. */
export interface PageFrame {
  readonly clinicName: string;
  readonly kiosk: string;
  readonly staff: StaffMember;
  readonly csrf: string;
  /** Path of the page, for the menu. */
  readonly path: string;
  readonly notice: Notice | null;
  readonly demo: boolean;
  readonly mode: { readonly kind: ModeKind; readonly endsAt: number; readonly by: string } | null;
}

type Entry = readonly [RouteKey, string];

/** What is opened all day stands in the menu; what is opened now and then is folded away, so that one line is enough. */
const everyday: readonly Entry[] = [
  ['GET /', '受付'],
  ['GET /insurance-look-up', '番号で確認'],
  ['GET /without-card', 'カードなし受付'],
];
const nowAndThen: readonly Entry[] = [
  ['GET /same-person', '本人の確認'],
  ['GET /mode', '災害時・緊急時'],
  ['GET /statistics', '利用状況'],
  ['GET /staff', '職員'],
];

/**
 * A page for somebody who is signed in.
 * @param title for the browser's tab, which others see: never a patient's name
 * @param heading what the page is headed with
 */
export function layout(frame: PageFrame, title: string, body: Html, heading = title): Html {
  const { notice, mode } = frame;
  return wholeDocument(
    `${title} - ${frame.clinicName}`,
    html`<a class="skip" href="#main">本文へ</a>
${header(frame)}
${
  mode &&
  html`<p class="mode" role="status"><strong>${modeWords[mode.kind]}</strong> ${dayTime(mode.endsAt)} に自動で終了します（開始: ${mode.by}）<a href="/mode">確認・終了</a></p>`
}
${frame.demo && html`<p class="demo">体験用（シミュレーター）です。実在の患者さんの情報を入力しないでください。</p>`}
<p id="offline" class="bad" role="alert" hidden>受付機との接続が切れています。自動でつなぎ直しています。</p>
<p id="call" class="call" role="alert" hidden></p>
<main id="main" tabindex="-1">
${notice && html`<p class="${notice.good ? 'good' : 'bad'}" role="${notice.good ? 'status' : 'alert'}">${notice.said}</p>`}
<h1>${heading}</h1>
${body}
</main>
${keysDialog(frame.staff.role)}`,
    'signed-in',
  );
}

function header({ clinicName, kiosk, staff, csrf, path }: PageFrame): Html {
  const link = ([key, word]: Entry): Html => {
    const to = key.slice('GET '.length);
    return html`<a href="${to}"${to === path && html` aria-current="page"`}${to === '/' && html` data-key="r"`}>${word}</a>`;
  };
  const usable = (entries: readonly Entry[]) => entries.filter(([key]) => mayUse(key, staff.role));
  const folded = usable(nowAndThen).map(link);
  return html`<header>
  <p class="place"><strong>${clinicName}</strong> <span>受付機 ${kiosk}</span></p>
  <nav aria-label="メニュー">${usable(everyday).map(link)}${
    folded.length > 1
      ? html`<details class="menu${nowAndThen.some(([key]) => key === `GET ${path}`) && ' current'}" id="menu-more"><summary>そのほか</summary><div>${folded}</div></details>`
      : folded
  }</nav>
  <details class="menu" id="menu-own"><summary>${staff.name}（${roleWords[staff.role]}）</summary><div>
    ${link(['GET /me', '自分の設定'])}
    <button type="button" class="plain" id="show-keys">キー操作</button>
    <form method="post" action="/api/sign-out">${csrfField(csrf)}<button class="plain">サインアウト</button></form>
  </div></details>
</header>`;
}

/** A whole document. `live` tells the page what to keep up to date. */
export function wholeDocument(title: string, body: Html, live: 'signed-in' | 'bell' | 'none'): Html {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/desk.css">
<script type="module" src="/live.js"></script>
</head>
<body data-live="${live}">
${body}
</body>
</html>
`;
}

/** Every form carries it. */
export function csrfField(csrf: string): Html {
  return html`<input type="hidden" name="_csrf" value="${csrf}">`;
}

/** A list of names and values; those without a value are left out. */
export function facts(rows: readonly (readonly [string, Fragment])[]): Html {
  return html`<dl>${rows
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
