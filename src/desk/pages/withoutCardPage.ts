import { type ConsentItem, consentItems } from '../../consent/items.ts';
import { type Fragment, type Html, html } from '../../kernel/html.ts';
import type { OpenMode } from '../mode/modes.ts';
import { birthdateField } from './birthdateField.ts';
import { csrfField } from './document.ts';
import { consentWords, modeWords, sexWords } from './words.ts';

/** A patient without a card, while a mode is open that allows it. */
export function withoutCardPage(open: OpenMode | null, items: readonly ConsentItem[], csrf: string): Html {
  if (!open) {
    return html`<p>カードなしの受付は、災害時モードまたは緊急時モードのあいだだけ使えます。</p>
<p><a class="button" href="/mode">モードを開始する</a></p>`;
  }
  return html`<p>${modeWords[open.kind]}で受け付けます。保険の資格は、あとで確認できしだい補います。</p>
<form method="post" action="/api/arrivals" autocomplete="off">
${csrfField(csrf)}
<label>氏名 <input name="name" maxlength="100" required autofocus></label>
${birthdateField}
<fieldset><legend>性別</legend>
${(['1', '2', '3'] as const).map(
  (sex) => html`<label class="choice"><input type="radio" name="sex" value="${sex}" required> ${sexWords[sex]}</label>`,
)}</fieldset>
<label>住所 <small>わかる範囲で</small> <input name="address" maxlength="200"></label>
<label>診察券番号 <small>わかる場合だけ</small> <input name="patientNumber" maxlength="50"></label>
${open.kind === 'emergency' ? html`<p>情報提供の同意は「取得できず」と記録します。</p>` : oralConsent(items)}
<div class="actions"><button>受付する</button></div>
</form>`;
}

function oralConsent(items: readonly ConsentItem[]): Fragment {
  if (items.length === 0) return null;
  return html`<fieldset><legend>情報提供の同意（口頭）</legend>
<label class="choice"><input type="checkbox" name="asked"> ご本人に口頭で確認した</label>
${consentItems
  .filter((item) => items.includes(item))
  .map(
    (item) =>
      html`<label class="choice"><input type="checkbox" name="agreed[]" value="${item}"> ${consentWords[item]}情報に同意</label>`,
  )}</fieldset>`;
}
