import { type Html, html } from '../../kernel/html.ts';
import type { StaffMember } from '../accounts/staffTable.ts';
import type { SessionLimits } from '../accounts/standing.ts';
import type { Notice } from '../http/notices.ts';
import type { ModeKind } from '../mode/modes.ts';
import { mayUse, type RouteKey } from '../roles.ts';
import { csrfField, wholeDocument } from './document.ts';
import { keysDialog } from './keys.ts';
import { lockScreen } from './lockPage.ts';
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
  /** How long nobody may be there before the page is locked, and act before a change wants proof; milliseconds. */
  readonly limits: Pick<SessionLimits, 'lockMs' | 'idleMs'>;
  /** Whether a change wants proof already. */
  readonly isResting: boolean;
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
  ['GET /machine', '装置の記録'],
  ['GET /reports', '調整の報告書'],
  ['GET /about', '版と更新'],
  ['GET /backup', 'バックアップ'],
  ['GET /staff', '職員'],
  ['GET /settings', '設定'],
];

/**
 * A page for somebody who is signed in.
 * @param title for the browser's tab, which others see: never a patient's name
 * @param heading what the page is headed with
 */
export function layout(frame: PageFrame, title: string, body: Html, heading = title): Html {
  const { notice, mode, limits } = frame;
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
<p id="said" class="good" role="status" hidden></p>
<main id="main" tabindex="-1">
${notice && html`<p class="${notice.good ? 'good' : 'bad'}" role="${notice.good ? 'status' : 'alert'}">${notice.said}</p>`}
<h1>${heading}</h1>
${body}
</main>
${keysDialog(frame.staff.role)}
<template id="lock-template">${lockScreen({ ...frame, to: '/', said: null })}</template>`,
    'signed-in',
    html` data-lock-ms="${limits.lockMs}" data-idle-ms="${limits.idleMs}"${frame.isResting && html` data-resting`}`,
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
  <form method="post" action="/api/me/lock" id="lock-now">${csrfField(csrf)}<button class="plain" data-key="l">ロック</button></form>
  <details class="menu" id="menu-own"><summary>${staff.name}（${roleWords[staff.role]}）</summary><div>
    ${link(['GET /me', '自分の設定'])}
    <button type="button" class="plain" id="show-keys">キー操作</button>
    <form method="post" action="/api/sign-out">${csrfField(csrf)}<button class="plain">サインアウト</button></form>
  </div></details>
</header>`;
}
