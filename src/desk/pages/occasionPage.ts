import type { OpenOccasion } from '../occasion/occasions.ts';
import { type Html, html } from './html.ts';
import { csrfField, facts } from './layout.ts';
import { dayTime } from './time.ts';
import { occasionWords } from './words.ts';

/** Disaster and emergency mode: which is open and since when, or how to open one. */
export function occasionPage(
  open: OpenOccasion | null,
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
  return html`<section><h2>${occasionWords[open.kind]}</h2>
${facts([
  ['開始', dayTime(open.openedAt)],
  ['開始した職員', may.nameOf(open.staff)],
  ['理由', open.reason],
  ['自動で終了', dayTime(open.endsAt)],
])}
${
  may.change &&
  html`<form method="post" action="/api/occasion/end">${csrfField(csrf)}<button>いま終了する</button></form>`
}</section>`;
}

function openForm(kind: OpenOccasion['kind'], said: string, csrf: string): Html {
  return html`<form method="post" action="/api/occasion/open">
<h2>${occasionWords[kind]}</h2><p>${said}</p>
${csrfField(csrf)}<input type="hidden" name="kind" value="${kind}">
<label>理由 <small>患者さんの名前は書かないでください</small> <input name="reason" maxlength="200" autocomplete="off" required></label>
<button>${occasionWords[kind]}を開始する</button>
</form>`;
}
