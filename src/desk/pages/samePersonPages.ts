import { type Fragment, type Html, html } from '../../kernel/html.ts';
import { fullWidthKana } from '../../kernel/kana.ts';
import { isNameAlone } from '../../reception/link/linkRecord.ts';
import { saidSameReasons } from '../../reception/link/saidSame.ts';
import type { ComparisonShown } from '../samePerson/askedAgain.ts';
import type { SaidEntry } from '../samePerson/saidSameBook.ts';
import { csrfField } from './document.ts';
import { birthday, dayTime } from './time.ts';
import { saidSameWords, samenessWords, sexWords } from './words.ts';

/** Card and answer side by side, and 「本人です」 where only the name is in question. */
export function samePersonPage(id: string, shown: ComparisonShown & { readonly names: string }, csrf: string): Html {
  const { card, answer, compared, differs, names, receivedAt } = shown;
  return html`<p>資格確認にもう一度問い合わせた結果です。<strong>お手元のカードの券面</strong>と見比べてください。</p>
<table class="compare stacked">
<thead><tr><th scope="col">項目</th><th scope="col">カード</th><th scope="col">資格確認の回答</th><th scope="col">比較</th></tr></thead>
<tbody>
<tr><th scope="row">氏名</th><td data-as="カード">${card.name}</td><td data-as="資格確認の回答">${answer ? answeredNames(answer) : hidden}</td><td data-as="比較">${samenessWords[compared.name]}</td></tr>
<tr><th scope="row">生年月日</th><td data-as="カード">${birthday(card.birthdate, receivedAt)}</td><td data-as="資格確認の回答">${compared.birthdate === 'same' ? birthday(card.birthdate, receivedAt) : hidden}</td><td data-as="比較">${samenessWords[compared.birthdate]}</td></tr>
<tr><th scope="row">性別</th><td data-as="カード">${sexWords[card.sex]}</td><td data-as="資格確認の回答">${compared.sex === 'same' ? sexWords[card.sex] : hidden}</td><td data-as="比較">${samenessWords[compared.sex]}</td></tr>
</tbody>
</table>
${differs.length > 0 && !isNameAlone(differs) ? refused : sayingForm(id, names, csrf)}
<p><a class="button plain" href="/arrivals/${id}">受付の内容へ戻る</a></p>`;
}

const hidden = '（表示しません）';
const refused = html`<p class="problem">生年月日または性別が一致しないため、別の方の情報のおそれがあります。本人として受け付けることはできません。</p>`;

function answeredNames({ name, nameKana, nameOfOther }: NonNullable<ComparisonShown['answer']>): Fragment {
  return html`${name}${nameKana !== '' && html`<br><small>${fullWidthKana(nameKana)}</small>`}${
    nameOfOther !== null && html`<br>${nameOfOther}`
  }`;
}

function sayingForm(id: string, names: string, csrf: string): Html {
  return html`<form method="post" action="/api/arrivals/${id}/same-person">
${csrfField(csrf)}<input type="hidden" name="names" value="${names}">
<fieldset><legend>氏名の表記が違う理由</legend>
${saidSameReasons.map(
  (reason) =>
    html`<label class="choice"><input type="radio" name="reason" value="${reason}" required> ${saidSameWords[reason]}</label>`,
)}
</fieldset>
<label class="choice"><input type="checkbox" name="compared" required> カードの券面の氏名・生年月日と、ご本人を確認しました</label>
<p><small>確認した職員の名前・日時・理由を記録します。このカードとこの2つの氏名の組み合わせに限り、次回からは自動で受け付けます。</small></p>
<div class="actions"><button>本人です（受付を完了する）</button></div>
</form>`;
}

/** What holds at the moment, to be looked through and taken back. */
export function saidSameList(entries: readonly SaidEntry[], nameOf: (staff: string) => string, csrf: string): Html {
  return html`<p>氏名の表記が違うカードを、職員が「本人です」と確認した記録です。カードの番号と氏名は保存していません。取り消すと、次の受診でもう一度確認が必要になります。</p>
${
  entries.length === 0
    ? html`<p>いまは1件もありません。</p>`
    : html`<table class="stacked">
<thead><tr><th scope="col">確認した日時</th><th scope="col">職員</th><th scope="col">理由</th><th scope="col">期限</th><th scope="col">そのときの受付</th><th scope="col">取り消し</th></tr></thead>
<tbody>${entries.map(
        ({ id, saidAt, staff, reason, until, reception }) => html`<tr>
<td data-as="確認した日時">${dayTime(saidAt)}</td><td data-as="職員">${nameOf(staff)}</td><td data-as="理由">${saidSameWords[reason]}</td><td data-as="期限">${until.slice(0, 10)}</td>
<td data-as="そのときの受付"><a href="/arrivals/${reception}">受付の内容</a></td>
<td data-as="取り消し"><form method="post" action="/api/same-person/${id}/revoke">${csrfField(csrf)}<button class="plain">取り消す</button></form></td>
</tr>`,
      )}</tbody>
</table>`
}`;
}
