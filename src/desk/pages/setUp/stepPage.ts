import { type Html, html } from '../../../kernel/html.ts';
import type { SeenAround, Tried } from '../../../setup/ports.ts';
import type { StepStanding } from '../../../setup/setUp.ts';
import type { Field, SetUpStep } from '../../../setup/step.ts';
import { csrfField } from '../document.ts';
import { fieldShown } from './fields.ts';

/** Where the forms of a step go: `/api/set-up/steps` before service, `/api/settings` in service. */
export interface StepForms {
  readonly to: string;
  readonly csrf: string;
  readonly maySkip: boolean;
  /** Where it goes on without answering again, once it was answered and could be tried; undefined before. */
  readonly onward?: string | undefined;
}

/** What was answered and did not fit, or what a trial came to. */
export interface StepSaid {
  readonly faults: Readonly<Record<string, string>>;
  readonly tried: Tried | undefined;
}

export const nothingSaid: StepSaid = { faults: {}, tried: undefined };

/** One question, with what is found around it. */
export function stepShown(
  { step, standing, isNeeded }: StepStanding,
  fields: readonly Field[],
  seen: SeenAround,
  { to, csrf, maySkip, onward }: StepForms,
  { faults, tried }: StepSaid,
): Html {
  const note = step.note?.(seen);
  const last = fields.length === 0 && !maySkip;
  const isTriable = step.trial && (standing === 'answered' || standing === 'skipped');
  const form = html`<form method="post" action="${to}/${step.id}" autocomplete="off">
${csrfField(csrf)}
${fields.map((field) => fieldShown(field, faults[field.name]))}
<div class="actions">${!last && html`<button>${maySkip && onward === undefined ? '次へ' : '保存する'}</button>`}</div>
</form>`;
  return html`<p>${step.why}</p>
${note !== undefined && html`<p class="note">${note}</p>`}
${step.live !== undefined && !seen.isInService && liveShown(step, seen, csrf)}
${standing === 'imported' && html`<p class="note">ほかの受付機の設定から取り込んだ値です。確かめてから「次へ」を押してください。</p>`}
${
  onward === undefined
    ? html`${form}${isTriable && trialShown(step, to, csrf, tried)}`
    : html`${trialShown(step, to, csrf, tried)}
<p><a class="button" href="${onward}">${tried && !tried.isGood ? 'このまま次の項目へ' : '次の項目へ'}</a></p>
<details${Object.keys(faults).length > 0 && html` open`}><summary>答えを直す</summary>${form}</details>`
}
${maySkip && !isNeeded && step.skip !== null && html`<form method="post" action="${to}/${step.id}/skip" class="other">${csrfField(csrf)}<button class="plain">あとで決める</button> <small>${step.skip}</small></form>`}`;
}

function trialShown({ id, trial }: SetUpStep, to: string, csrf: string, tried: Tried | undefined): Html {
  return html`<form method="post" action="${to}/${id}/try" class="other">${csrfField(csrf)}
${trial?.delivers !== undefined && html`<p>${trial.delivers}</p>`}
<button class="plain">${trial?.word}</button></form>${tried && triedShown(tried)}`;
}

/** What a trial came to. */
export function triedShown({ isGood, lines }: Tried): Html {
  return html`<div class="${isGood ? 'good' : 'bad'}" role="status" id="tried">
<p><strong>${isGood ? '確かめました。問題ありません。' : 'まだ使えないものがあります。'}</strong></p>
${lines.length > 0 && html`<ul>${lines.map(({ says, next, number }) => html`<li>${number !== undefined && html`<b>${number}</b> `}${says}${next !== undefined && html`<br><small>${next}</small>`}</li>`)}</ul>`}</div>`;
}

/** What is shown live beside a question, before service; the page asks for it again by itself. */
export function liveShown({ id, live }: SetUpStep, seen: SeenAround, csrf: string): Html {
  if (live === 'camera') {
    return html`<figure class="live"><img src="/set-up/camera.jpg" alt="カメラの映像" width="640" height="480" data-again-ms="400">
<figcaption>選んだカメラの映像です。ほかのカメラにするときは、下で選んで「次へ」を押してから、もう一度この画面を開きます。</figcaption></figure>`;
  }
  return html`<div class="live" data-renew="/fragments/set-up/${id}" data-again-ms="700" aria-live="polite">${livePart(id, seen, csrf)}</div>`;
}

/** The part of a page that renews itself. */
export function livePart(id: SetUpStep['id'], { reader, networks }: SeenAround, csrf: string): Html {
  if (id === 'faces') return networksShown(networks, csrf);
  if (!reader) return html`<p>リーダーの様子は、ここでは表示しません。</p>`;
  const { name, card, problem } = reader;
  if (problem)
    return html`<p class="bad"><b>${problem.code}</b> カードリーダーが見つかりません。USBケーブルを確認してください。</p>`;
  return html`<p class="${card === 'present' ? 'good' : 'note'}" data-card="${card}">リーダー: <strong>${name}</strong><br>${
    card === 'present' ? 'カードが置かれています。' : 'カードを置いてみてください。'
  }</p>`;
}

function networksShown({ areInstalled, coming, problem, sticks }: SeenAround['networks'], csrf: string): Html {
  if (areInstalled) return html`<p class="good">標準のモデルは入っています。</p>`;
  if (coming) {
    const { file, done, total } = coming;
    return html`<p>モデルを入れています: ${file} <progress max="${Math.max(total, 1)}" value="${done}"></progress></p>`;
  }
  const bring = (from: string, word: string) =>
    html`<form method="post" action="/api/set-up/networks" class="other">${csrfField(csrf)}<input type="hidden" name="from" value="${from}"><button class="plain">${word}</button></form>`;
  return html`${problem && html`<p class="bad"><b>${problem.code}</b> ${problem.detail ?? ''}</p>`}<p>標準のモデルは、まだ入っていません。</p>
${bring('publishers', 'インターネットから入れる')}${sticks.map((stick) => bring(stick, `${stick} から入れる`))}`;
}
