import { type Html, html } from '../../kernel/html.ts';
import type { StaffMember } from '../accounts/staffTable.ts';
import { csrfField, wholeDocument } from './document.ts';

export interface LockFrame {
  readonly clinicName: string;
  readonly staff: StaffMember;
  readonly csrf: string;
  /** Where it leads back to. */
  readonly to: string;
  /** What went wrong with the last try. */
  readonly said: string | null;
}

/** The lock as a page of its own: where somebody opens, or goes back to, a page of a locked session. */
export function lockPage(frame: LockFrame): Html {
  return wholeDocument(`ロック中 - ${frame.clinicName}`, lockScreen(frame), 'bell');
}

/** What stands in place of everything while a session is locked. Of any patient there is nothing in it. */
export function lockScreen({ clinicName, staff, csrf, to, said }: LockFrame): Html {
  const secret = staff.hasPasscode ? '目視確認の番号（4桁）、またはパスワード' : 'パスワード';
  return html`<p id="call" class="call" role="alert" hidden></p>
<main class="narrow locked" id="lock-screen">
<p class="place"><strong>${clinicName}</strong> <span>受付端末</span></p>
<h1>画面をロックしています</h1>
<p id="lock-said" class="bad" role="alert"${said === null && html` hidden`}>${said}</p>
<form method="post" action="/api/me/unlock" id="unlock">
${csrfField(csrf)}<input type="hidden" name="to" value="${to}">
<p>${staff.name} さんとしてサインインしたままです。解除すると、もとの画面に戻ります。</p>
<label>${secret} <input name="secret" type="password" autocomplete="off" maxlength="128" required autofocus></label>
<button>解除する</button>
</form>
<form method="post" action="/api/sign-out" class="other">
${csrfField(csrf)}<p>別の方が使うときは、サインアウトしてください。入力中の内容は消えます。</p>
<button class="plain">サインアウト</button>
</form>
</main>`;
}
