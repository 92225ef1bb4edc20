import { type Html, html } from '../../kernel/html.ts';
import type { OpenMode } from '../mode/modes.ts';
import { csrfField, facts } from './document.ts';
import { dayTime } from './time.ts';
import { modeWords } from './words.ts';

/** Disaster and emergency mode: which is open and since when, or how to open one. */
export function modePage(
  open: OpenMode | null,
  may: { readonly change: boolean; readonly nameOf: (staff: string) => string },
  csrf: string,
): Html {
  if (!open) {
    return html`<p>いまは通常の受付です。</p>
${
  may.change &&
  html`<div class="pair">${openForm('disaster', '大規模な災害などで、カードを持たない方を受け付けるときに開始します。', csrf)}
${openForm('emergency', '意識のない方など、ご本人の同意を確認できないときに開始します。同意は「取得できず」と記録します。', csrf)}</div>`
}`;
  }
  return html`<section><h2>${modeWords[open.kind]}</h2>
${facts([
  ['開始', dayTime(open.openedAt)],
  ['開始した職員', may.nameOf(open.staff)],
  ['理由', open.reason],
  ['自動で終了', dayTime(open.endsAt)],
])}
${
  may.change && html`<form method="post" action="/api/mode/end">${csrfField(csrf)}<button>いま終了する</button></form>`
}</section>`;
}

function openForm(kind: OpenMode['kind'], said: string, csrf: string): Html {
  return html`<form method="post" action="/api/mode/open">
<h2>${modeWords[kind]}</h2><p>${said}</p>
${csrfField(csrf)}<input type="hidden" name="kind" value="${kind}">
<label>理由 <small>患者さんの名前は書かないでください</small> <input name="reason" maxlength="200" autocomplete="off" required></label>
<button>${modeWords[kind]}を開始する</button>
</form>`;
}
