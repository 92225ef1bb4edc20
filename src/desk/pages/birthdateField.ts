import { html } from '../../kernel/html.ts';

/** A birth date as far as it is known: a browser's own date field has no place for a day that nobody knows. */
export const birthdateField = html`<label>生年月日
<small>1965-04-12、昭和40年4月12日、S40.4.12 のように。月日がわからないときは「昭和40年」、月までわかるときは「昭和40年4月」、まったくわからないときは「不詳」</small>
<input name="birthdate" maxlength="40" required></label>`;
