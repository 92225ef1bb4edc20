import { type Html, html } from '../../kernel/html.ts';
import { passcodeDigits } from '../../reception/passcode.ts';
import type { StaffMember } from '../accounts/staffTable.ts';
import { roles } from '../roles.ts';
import { csrfField } from './document.ts';
import { newPassword } from './signInPages.ts';
import { clockTime } from './time.ts';
import { roleWords } from './words.ts';

/** Accounts, for the administrator. */
/** What the page says beside the accounts. */
export interface AboutStaff {
  /** Until when no passcode is taken, milliseconds since the epoch. */
  readonly lockedUntil: number | undefined;
  /** Of the audit trail, for a manager to write down. */
  readonly checkNumber: string | undefined;
}

export function staffPage(staff: readonly StaffMember[], { lockedUntil, checkNumber }: AboutStaff, csrf: string): Html {
  return html`${
    lockedUntil !== undefined &&
    html`<form method="post" action="/api/staff/unlock-passcodes" class="bad">${csrfField(csrf)}
目視確認の番号は、まちがいが続いたため ${clockTime(lockedUntil)} まで使えません。 <button>いま解除する</button></form>`
  }
<table class="stacked">
<thead><tr><th scope="col">名前</th><th scope="col">ID</th><th scope="col">役割</th><th scope="col">状態</th><th scope="col">操作</th></tr></thead>
<tbody>${staff.map((member) => row(member, csrf))}</tbody>
</table>
<form method="post" action="/api/staff">
<h2>職員を追加</h2>
${csrfField(csrf)}
<label>名前 <input name="name" maxlength="60" autocomplete="off" required></label>
<label>役割 ${roleSelect('receptionist')}</label>
<button>追加して招待コードを作る</button>
</form>${
    checkNumber !== undefined &&
    html`
<p>操作の記録（監査ログ）の控え番号: <strong>${checkNumber}</strong><br>
月に一度など、日付とともに紙に書き留めてください。記録が切り取られたり、古いものに戻されたりしたときに、この番号で分かります（uketsuke audit verify --number）。</p>`
  }`;
}

/** One's own password and passcode. */
export function ownPage(staff: StaffMember, csrf: string): Html {
  return html`<div class="pair">
<form method="post" action="/api/me/passcode" autocomplete="off">
<h2>目視確認の番号</h2>
<p>受付機の画面で目視確認を開くための、あなた専用の4桁です。${staff.hasPasscode ? 'いまの番号を変更できます。' : 'まだ設定していません。'}</p>
${csrfField(csrf)}
<label>いまのパスワード <input name="current" type="password" autocomplete="current-password" maxlength="128" required></label>
<label>新しい番号 <input name="passcode" type="password" inputmode="numeric" pattern="[0-9]{${passcodeDigits}}" maxlength="${passcodeDigits}" autocomplete="off" required></label>
<button>設定する</button>
</form>
<form method="post" action="/api/me/password">
<h2>パスワード</h2>
<p>変更すると、ほかの端末でのサインインは終了します。</p>
${csrfField(csrf)}
<label>いまのパスワード <input name="current" type="password" autocomplete="current-password" maxlength="128" required></label>
${newPassword()}
<button>変更する</button>
</form>
</div>`;
}

function row({ id, name, role, disabled, hasPassword, hasPasscode }: StaffMember, csrf: string): Html {
  const state = disabled ? '停止中' : hasPassword ? '利用中' : '招待中';
  const form = (to: string, word: string) =>
    html`<form method="post" action="/api/staff/${id}/${to}">${csrfField(csrf)}<button class="plain">${word}</button></form>`;
  return html`<tr>
<th scope="row">${name}</th><td data-as="ID">${id}</td>
<td data-as="役割"><form method="post" action="/api/staff/${id}/role">${csrfField(csrf)}${roleSelect(role)} <button class="plain">変更</button></form></td>
<td data-as="状態">${state}${hasPasscode && '・目視番号あり'}</td>
<td data-as="操作"><div class="actions">${form('invite', '招待コード')}${disabled ? form('enable', '再開') : form('disable', '停止')}</div></td>
</tr>`;
}

function roleSelect(chosen: StaffMember['role']): Html {
  return html`<select name="role" aria-label="役割">${roles.map(
    (role) => html`<option value="${role}"${role === chosen && html` selected`}>${roleWords[role]}</option>`,
  )}</select>`;
}
