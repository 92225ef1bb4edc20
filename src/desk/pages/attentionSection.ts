import { type Fragment, type Html, html } from '../../kernel/html.ts';
import type { AttentionItem } from '../attention/attentionItems.ts';
import { mostInitials } from '../attention/initials.ts';
import { attentionWord } from './attentionWords.ts';
import { csrfField } from './document.ts';
import { clockTime, dayTime } from './time.ts';

/** What stands in the section beside its lines. */
export interface AttentionFrame {
  readonly csrf: string;
  /** What whoever is signed in signs with. */
  readonly initials: string;
  /** When today began, milliseconds since the epoch. */
  readonly today: number;
}

/** 要対応: what somebody has to see to, each with the reason and the next step, a tick, and what was ticked today. */
export function attentionSection(items: readonly AttentionItem[], frame: AttentionFrame): Html {
  const open = items.filter(({ settled }) => settled === null);
  const settled = items.filter((item) => item.settled !== null);
  const { csrf, initials } = frame;
  return html`<section class="attention${open.length > 0 && ' wanted'}" aria-labelledby="attention-title">
<form method="post" action="/" data-in-place>
${csrfField(csrf)}<button disabled hidden></button>
<div class="head"><h2 id="attention-title">要対応 <small>${open.length > 0 ? `${open.length}件` : 'ありません'}</small></h2>${
    items.length > 0 &&
    html`<label>対応した人 <input id="initials" name="initials" value="${initials}" size="4" maxlength="${mostInitials}" autocomplete="off"></label>`
  }</div>
${open.length > 0 && html`<ol>${open.map((item) => openItem(item, frame))}</ol>`}
${
  settled.length > 0 &&
  html`<details id="attention-settled"><summary>対応済み ${settled.length}件</summary>
<ul>${settled.map((item) => settledItem(item, frame))}</ul></details>`
}
</form>
</section>`;
}

function openItem(item: AttentionItem, frame: AttentionFrame): Html {
  const { says, step, to } = attentionWord(item);
  return html`<li data-stop>
${who(item, frame)}
<p><strong>${says}</strong>${item.problem && html` <span class="code">${item.problem}</span>`}${to && html`　<a href="${to.href}">${to.word}</a>`}
<span class="step">${step}</span></p>
<button formaction="/api/arrivals/${item.reception}/settle" name="why" value="${item.why}" data-key="d">対応済み<span class="hidden">（${nameOf(item)}、${says}）</span></button>
</li>`;
}

function settledItem(item: AttentionItem, frame: AttentionFrame): Html {
  const { says } = attentionWord(item);
  const { settled } = item;
  return html`<li>
${who(item, frame)}
<p>${says}　<strong>${settled?.initials}</strong> ${settled && clockTime(settled.settledAt)}</p>
<button class="plain" formaction="/api/arrivals/${item.reception}/reopen" name="why" value="${item.why}">戻す<span class="hidden">（${nameOf(item)}、${says}）</span></button>
</li>`;
}

function who(item: AttentionItem, { today }: AttentionFrame): Fragment {
  const isOfToday = Date.parse(item.receivedAt) >= today;
  return html`<span class="who-when"><a href="/arrivals/${item.reception}">${nameOf(item)}</a> <small>${(isOfToday ? clockTime : dayTime)(item.receivedAt)}</small></span>`;
}

function nameOf({ name }: AttentionItem): string {
  return name ?? '（氏名なし）';
}
