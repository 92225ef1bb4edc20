import { type Html, html } from '../../kernel/html.ts';
import type { DemoAccount } from '../accounts/accounts.ts';
import { passwordLength } from '../accounts/rules.ts';
import { csrfField, wholeDocument } from './document.ts';

export interface SignInFrame {
  readonly clinicName: string;
  readonly csrf: string;
  /** What went wrong with the last try. */
  readonly said: string | null;
  /** Only with the simulator. */
  readonly demo: DemoAccount | undefined;
}

/** Where staff sign in. */
export function signInPage(frame: SignInFrame): Html {
  const { demo } = frame;
  return outside(
    frame,
    'サインイン',
    html`<form method="post" action="/api/sign-in">
  ${csrfField(frame.csrf)}
  <label>名前 <input name="name" autocomplete="username" maxlength="60" required autofocus></label>
  <label>パスワード <input name="password" type="password" autocomplete="current-password" maxlength="128" required></label>
  <button>サインイン</button>
</form>
${
  demo &&
  html`<p class="demo">体験用のアカウント: 名前 <strong>${demo.name}</strong>、パスワード <strong>${demo.password}</strong>（目視確認の番号 ${demo.passcode}）。このアカウントに2段階認証はありません。</p>`
}
<p><a href="/invitation">はじめての方、パスワードを忘れた方</a></p>`,
  );
}

/** The very first sign-in: whoever can read the kiosk's log makes the first account. */
export function setUpPage(frame: SignInFrame): Html {
  return outside(
    frame,
    '最初の管理者',
    html`<p>まだ職員のアカウントがありません。起動時のログに表示された設定コードで、最初の管理者を登録してください。</p>
<form method="post" action="/api/set-up">
  ${csrfField(frame.csrf)}
  <label>設定コード <input name="code" autocomplete="one-time-code" maxlength="20" required autofocus></label>
  <label>名前 <input name="name" autocomplete="username" maxlength="60" required></label>
  ${newPassword()}
  <button>登録する</button>
</form>`,
  );
}

/** Where somebody sets their own password with the code an administrator gave them. */
export function invitationPage(frame: SignInFrame): Html {
  return outside(
    frame,
    'パスワードの設定',
    html`<p>管理者から受け取った招待コード（24時間有効）と、新しいパスワードを入力してください。</p>
<form method="post" action="/api/invitation">
  ${csrfField(frame.csrf)}
  <label>招待コード <input name="code" autocomplete="one-time-code" maxlength="20" required autofocus></label>
  ${newPassword()}
  <button>設定する</button>
</form>
<p><a href="/sign-in">サインインへ戻る</a></p>`,
  );
}

/** The field for a new password, with its one rule. */
export function newPassword(): Html {
  const { least, most } = passwordLength;
  return html`<label>新しいパスワード <small>${least}文字以上。文章のように長いものが安全です。</small>
  <input name="password" type="password" autocomplete="new-password" minlength="${least}" maxlength="${most}" required></label>`;
}

function outside({ clinicName, said }: SignInFrame, title: string, body: Html): Html {
  return wholeDocument(
    `${title} - ${clinicName}`,
    html`<p id="call" class="call" role="alert" hidden></p>
<main class="narrow">
<p class="place"><strong>${clinicName}</strong> 受付端末</p>
<h1>${title}</h1>
${said !== null && html`<p class="bad" role="alert">${said}</p>`}
${body}
</main>`,
    'bell',
  );
}
