import { day } from '../../kernel/durations.ts';
import { type Html, html } from '../../kernel/html.ts';
import { passcodeDigits } from '../../reception/passcode.ts';
import { technicianMs } from '../accounts/accounts.ts';
import { type StaffMember, wantsSecondFactor } from '../accounts/staffTable.ts';
import { roles } from '../roles.ts';
import { csrfField } from './document.ts';
import { newPassword } from './signInPages.ts';
import { clockTime, dayTime } from './time.ts';
import { roleWords } from './words.ts';

/** What the page says beside the accounts. */
export interface AboutStaff {
  /** Until when no passcode is taken, milliseconds since the epoch. */
  readonly lockedUntil: number | undefined;
  /** Of the audit trail, for a manager to write down. */
  readonly checkNumber: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Accounts, for the administrator. */
export function staffPage(
  staff: readonly StaffMember[],
  { lockedUntil, checkNumber, now }: AboutStaff,
  csrf: string,
): Html {
  return html`${
    lockedUntil !== undefined &&
    html`<form method="post" action="/api/staff/unlock-passcodes" class="bad">${csrfField(csrf)}
目視確認の番号は、まちがいが続いたため ${clockTime(lockedUntil)} まで使えません。 <button>いま解除する</button></form>`
  }
<table class="stacked">
<thead><tr><th scope="col">名前</th><th scope="col">ID</th><th scope="col">役割</th><th scope="col">状態</th><th scope="col">操作</th></tr></thead>
<tbody>${staff.map((member) => row(member, now, csrf))}</tbody>
</table>
<form method="post" action="/api/staff">
<h2>職員を追加</h2>
${csrfField(csrf)}
<label>名前 <input name="name" maxlength="60" autocomplete="off" required></label>
<label>役割 ${roleSelect('receptionist')}</label>
<label>期限 <small>役割が「保守」のときの、使える日数</small> <input name="days" type="number" min="1" max="366" value="${technicianMs / day}"></label>
<button>追加して招待コードを作る</button>
</form>${
    checkNumber !== undefined &&
    html`
<p>操作の記録（監査ログ）の控え番号: <strong>${checkNumber}</strong><br>
月に一度など、日付とともに紙に書き留めてください。記録が切り取られたり、古いものに戻されたりしたときに、この番号で分かります（uketsuke audit verify --number）。</p>`
  }`;
}

/** One's own password and passcode. */
export function ownPage(staff: StaffMember, csrf: string, recoveryCodesLeft: number): Html {
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
</form>${
    wantsSecondFactor(staff) &&
    html`
<form method="post" action="/api/me/second-factor/begin" autocomplete="off">
<h2>2段階認証</h2>
<p>認証アプリを登録しています。予備コードの残りは ${recoveryCodesLeft} 個です。電話を替えるときや、予備コードを作り直すときは、登録し直してください。登録が済むまでは、いまのアプリを使えます。</p>
${csrfField(csrf)}
<label>いまのパスワード <input name="current" type="password" autocomplete="current-password" maxlength="128" required></label>
<button>登録し直す</button>
</form>`
  }
</div>`;
}

function row(member: StaffMember, now: number, csrf: string): Html {
  const { id, name, role, disabled, hasSecondFactor, expiresAt } = member;
  const form = (to: string, word: string, fields: Html | false = false) =>
    html`<form method="post" action="/api/staff/${id}/${to}">${csrfField(csrf)}${fields}<button class="plain">${word}</button></form>`;
  const isOver = expiresAt !== null && now >= expiresAt;
  return html`<tr>
<th scope="row">${name}</th><td data-as="ID">${id}</td>
<td data-as="役割"><form method="post" action="/api/staff/${id}/role">${csrfField(csrf)}${roleSelect(role)} <button class="plain">変更</button></form></td>
<td data-as="状態">${standingWords(member, isOver).join('・')}${expiresAt !== null && html`<br><small>${isOver ? '期限切れ' : '期限'} ${dayTime(expiresAt)}</small>`}</td>
<td data-as="操作"><div class="actions">${form('invite', '招待コード')}${disabled ? form('enable', '再開') : form('disable', '停止')}${
    role === 'technician' &&
    form('renew', '期限を延ばす', html`<input type="hidden" name="days" value="${technicianMs / day}">`)
  }${hasSecondFactor && form('second-factor/forget', '2段階認証の取り消し')}</div></td>
</tr>`;
}

function standingWords(member: StaffMember, isOver: boolean): readonly string[] {
  const { disabled, hasPassword, hasPasscode, hasSecondFactor } = member;
  const factor = wantsSecondFactor(member) ? [hasSecondFactor ? '2段階認証あり' : '2段階認証は未登録'] : [];
  const use = disabled ? '停止中' : isOver ? '期限切れ' : hasPassword ? '利用中' : '招待中';
  return [use, ...(hasPasscode ? ['目視番号あり'] : []), ...factor];
}

function roleSelect(chosen: StaffMember['role']): Html {
  return html`<select name="role" aria-label="役割">${roles.map(
    (role) => html`<option value="${role}"${role === chosen && html` selected`}>${roleWords[role]}</option>`,
  )}</select>`;
}
