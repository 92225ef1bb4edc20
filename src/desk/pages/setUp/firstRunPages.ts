import { type Html, html } from '../../../kernel/html.ts';
import type { Discord, StepStanding } from '../../../setup/setUp.ts';
import type { SetUpStep } from '../../../setup/step.ts';
import { csrfField, wholeDocument } from '../document.ts';

/** What stands around every page of the set-up. */
export interface FirstRunFrame {
  readonly clinicName: string;
  readonly csrf: string;
  /** What became of what was done last. */
  readonly said: { readonly text: string; readonly good: boolean } | null;
}

const standingWords = { answered: '済み', skipped: 'あとで', imported: '要確認', open: 'これから' } as const;

/** Before anybody may set anything: the code. @param code only on the kiosk's own screen, where whoever reads it stands */
export function beginPage(
  frame: FirstRunFrame,
  at: { readonly code: string | undefined; readonly addresses: readonly string[] },
): Html {
  const { code, addresses } = at;
  return firstRunPage(
    frame,
    '受付機の設定を始めます',
    code === undefined
      ? html`<p>受付機の画面（または起動時のログ）に表示されている設定コードを入力してください。</p>
<form method="post" action="/api/set-up/begin" autocomplete="off">${csrfField(frame.csrf)}
<label>設定コード <input name="code" autocomplete="off" maxlength="20" required autofocus></label>
<button>始める</button></form>`
      : html`<p>この受付機には、まだ設定がありません。30分ほどで、練習（体験）までできます。途中でやめても、続きから始められます。</p>
<form method="post" action="/api/set-up/begin">${csrfField(frame.csrf)}<input type="hidden" name="code" value="${code}">
<button autofocus>この画面で設定する（キーボードを使います）</button></form>
${
  addresses.length > 0 &&
  html`<h2>ほかのパソコンで設定するとき</h2>
<p>同じネットワークのパソコンのブラウザーで、次のアドレスを開き、設定コードを入力してください。</p>
<ul>${addresses.map((each) => html`<li><code>${each}</code></li>`)}</ul>`
}
<p>設定コード <strong class="code">${code}</strong></p>
<p><small>設定コードは、管理者を登録すると使えなくなります。設定が終わるまで、受付機のそばを離れないでください。</small></p>`,
  );
}

/** All steps, what is done, and how to go on. */
export function overviewPage(
  frame: FirstRunFrame,
  steps: readonly StepStanding[],
  next: string | undefined,
  isFresh: boolean,
): Html {
  const done = steps.filter(({ standing }) => standing === 'answered' || standing === 'skipped').length;
  return firstRunPage(
    frame,
    '受付機の設定',
    html`<p>${done} / ${steps.length} 項目が済みました。途中でやめても、続きから始められます。</p>
<p><a class="button" href="${next === undefined ? '/set-up/finish' : `/set-up/${next}`}">${next === undefined ? '仕上げへ' : isFresh ? '始める' : '続ける'}</a></p>
<ol class="steps">${steps.map(({ step, standing, isNeeded }) => html`<li class="${standing}"><a href="/set-up/${step.id}">${step.title}</a> <span>${standingWords[standing]}${isNeeded && standing === 'open' && '（必要）'}</span></li>`)}</ol>
<p><a${isFresh && html` class="button plain"`} href="/set-up/restore">前の受付機のバックアップから始める</a></p>
<details${isFresh && html` open`}><summary>ほかの受付機の設定を使う</summary>
<p>設定済みの受付機の「設定」から書き出したファイルを選ぶと、この受付機に合う項目だけを取り込みます。秘密の値と、この受付機だけの項目（名前・リーダー・カメラ）は取り込みません。</p>
<form method="post" action="/api/set-up/import" autocomplete="off">${csrfField(frame.csrf)}
<label>ファイルの内容 <textarea name="file" rows="3" id="field-file" spellcheck="false" required></textarea></label>
<label class="file" hidden>ファイルから読む <input type="file" accept=".json" data-into="field-file"></label>
<button class="plain">取り込む</button></form></details>`,
  );
}

/** One step of the first set-up: the question is the page's heading. */
export function firstStepPage(frame: FirstRunFrame, { step }: StepStanding, at: number, of: number, body: Html): Html {
  return firstRunPage(
    frame,
    step.question,
    html`${body}<p><a href="/set-up">設定の一覧へ</a></p>`,
    html`<p class="at">${at} / ${of}　${step.title}</p><progress max="${of}" value="${at}" aria-label="設定の進み"></progress>`,
  );
}

/** What is ready and what is not, and the last press. */
export function finishPage(
  frame: FirstRunFrame,
  {
    open,
    discords,
    isProduction,
  }: { readonly open: readonly SetUpStep[]; readonly discords: readonly Discord[]; readonly isProduction: boolean },
): Html {
  const isReady = open.length === 0 && discords.length === 0;
  return firstRunPage(
    frame,
    '仕上げ',
    isReady
      ? html`<p class="good">必要な設定はそろいました。設定を書き込み、受付機を${isProduction ? '本番' : '試用'}で起動します。</p>
<form method="post" action="/api/set-up/finish">${csrfField(frame.csrf)}
<div class="actions"><button name="practice" value="yes">起動して、練習（体験）を始める</button>
<button name="practice" value="no" class="plain">起動だけする</button></div></form>
<p><a href="/api/set-up/file">設定を書き出す</a>（次の受付機で取り込めます。秘密の値は含まれません）</p>
<p><a href="/set-up/use">設定全体を点検する</a></p>
<p><a href="/set-up">設定の一覧へ</a></p>`
      : html`<p class="bad">まだ起動できません。次の項目を済ませてください。</p>
<ul>${open.map(({ id, title }) => html`<li><a href="/set-up/${id}">${title}</a></li>`)}
${discords.map(({ step, key, detail }) => html`<li>${step ? html`<a href="/set-up/${step.id}">${step.title}</a>を見直してください` : '設定ファイルを見直してください'}<br><small>${key}: ${detail}</small></li>`)}</ul>
<p><a href="/set-up">設定の一覧へ</a></p>`,
  );
}

/** The kiosk is starting: the page asks by itself whether it is there, and goes on to `to`: the patient screen, or where staff sign in. */
export function startingPage(frame: FirstRunFrame, to: string): Html {
  return firstRunPage(
    frame,
    '起動しています',
    html`<p role="status" data-until-started="${to}">設定を書き込みました。受付機が起動すると、この画面は自動で切り替わります（1分以内）。</p>
<p><a href="${to}">切り替わらないときは、ここを押してください</a></p>`,
  );
}

/** A page of the set-up, with what was said last. */
export function firstRunPage(
  { clinicName, said }: FirstRunFrame,
  title: string,
  body: Html,
  above: Html | null = null,
): Html {
  return wholeDocument(
    `${title} - 設定`,
    html`<main class="narrow set-up" id="main">
<p class="place"><strong>${clinicName}</strong> 受付機の設定</p>
${above}
<h1>${title}</h1>
${said && html`<p class="${said.good ? 'good' : 'bad'}" role="${said.good ? 'status' : 'alert'}">${said.text}</p>`}
${body}
</main>`,
    'set-up',
  );
}
