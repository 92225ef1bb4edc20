import encodeQr from 'qr';
import { Html, html } from '../../kernel/html.ts';
import { csrfField, wholeDocument } from './document.ts';

export interface FactorFrame {
  readonly clinicName: string;
  readonly csrf: string;
  readonly name: string;
  /** What went wrong with the last try. */
  readonly said: string | null;
}

/** An offered secret: for a camera, and to be typed. */
export interface OfferedSecret {
  readonly uri: string;
  readonly typed: string;
}

const title = '2段階認証';

/** Somebody whose password was right, and who has an app. */
export function provePage(frame: FactorFrame): Html {
  return outside(
    frame,
    html`<p>${frame.name} さん、認証アプリに表示されている6桁の番号を入力してください。</p>
<form method="post" action="/api/me/second-factor/prove" autocomplete="off">
${csrfField(frame.csrf)}
<label>番号（6桁） <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required autofocus></label>
<button>確認する</button>
</form>
<details><summary>電話をなくしたとき</summary><p>登録のときに控えた予備コード（12文字）を、上の欄に入力してください。1つのコードは1回だけ使えます。予備コードもないときは、ほかの管理者に「2段階認証の取り消し」を頼んでください。</p></details>`,
  );
}

/** Somebody who has none yet: what it is, before anything is made. */
export function beginPage(frame: FactorFrame): Html {
  return outside(
    frame,
    html`<p>${frame.name} さん、管理者と保守の方は、パスワードのほかに認証アプリの番号でサインインします。最初に1回だけ登録します。</p>
<ol>
<li>スマートフォンに認証アプリを用意します（どの会社のものでも使えます。電話がつながらない場所でも使えます）。</li>
<li>次の画面のQRコードをアプリで読み取り、表示された6桁の番号を入力します。</li>
<li>予備コードを控えます。</li>
</ol>
<form method="post" action="/api/me/second-factor/begin">${csrfField(frame.csrf)}<button>登録を始める</button></form>`,
  );
}

/** The secret, and the first code that proves it has arrived. */
export function offerPage(frame: FactorFrame, { uri, typed }: OfferedSecret): Html {
  return outside(
    frame,
    html`<p>認証アプリで、このQRコードを読み取ってください。ほかの人に見せないでください。</p>
<div class="qr" role="img" aria-label="認証アプリで読み取るQRコード">${qrCode(uri)}</div>
<details><summary>読み取れないとき</summary><p>アプリに次の鍵を入力してください（時刻ベース、6桁）。</p><p><code>${inGroups(typed)}</code></p></details>
<form method="post" action="/api/me/second-factor/accept" autocomplete="off">
${csrfField(frame.csrf)}
<label>アプリに表示された番号（6桁） <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required autofocus></label>
<button>登録する</button>
</form>`,
  );
}

/** Shown once. */
export function recoveryCodesPage(frame: FactorFrame, codes: readonly string[]): Html {
  return outside(
    frame,
    html`<p class="good" role="status">2段階認証を登録しました。</p>
<h2>予備コード</h2>
<p>電話をなくしたときに、番号の代わりに使うコードです。<strong>この画面は二度と表示されません。</strong>いま印刷するか書き写し、鍵のかかる場所に保管してください。1つのコードは1回だけ使えます。</p>
<ol class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
<p><a class="button" href="/">控えました。進む</a></p>`,
  );
}

function outside({ clinicName, csrf, said }: FactorFrame, body: Html): Html {
  return wholeDocument(
    `${title} - ${clinicName}`,
    html`<p id="call" class="call" role="alert" hidden></p>
<main class="narrow factor">
<p class="place"><strong>${clinicName}</strong> 受付端末</p>
<h1>${title}</h1>
${said !== null && html`<p class="bad" role="alert">${said}</p>`}
${body}
<form method="post" action="/api/sign-out" class="other">${csrfField(csrf)}<button class="plain">サインアウト</button></form>
</main>`,
    'bell',
  );
}

function qrCode(text: string): Html {
  return new Html(encodeQr(text, 'svg', { ecc: 'medium', border: 4 }));
}

function inGroups(base32: string): string {
  return base32.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
