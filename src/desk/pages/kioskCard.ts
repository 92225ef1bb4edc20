import { type Fragment, type Html, html } from '../../kernel/html.ts';
import { catalogue, type ProblemCode } from '../../problem/catalogue.ts';
import type { KioskSeen } from '../http/kioskSeen.ts';
import { mayUse, type Role } from '../roles.ts';
import { csrfField } from './document.ts';
import { clockTime } from './time.ts';
import { differenceWords, needWords, screenWord } from './words.ts';

/** いまの受付機: what the kiosk is doing, what it needs, and the one thing to press. */
export function kioskCard(now: KioskSeen, role: Role, csrf: string): Html {
  const { needs, problem, outage, alerts, visit, practice } = now;
  const headline = headlineOf(now);
  const tone = outage ? 'stopped' : needs === 'again' ? 'busy' : needs ? 'wanted' : visit ? 'busy' : 'free';
  return html`<section class="kiosk ${tone}" aria-labelledby="kiosk-now">
<h2 id="kiosk-now">いまの受付機</h2>
<p class="headline">${headline}</p>
<p class="since">${screenWord(now.screen)}　${clockTime(now.since)}から<span data-since="${now.since}"></span></p>
${numbered(outage)}
${outage && openedAtStart.has(outage) && html`<p>直しても受付が始まらないときは、受付機を再起動してください。</p>`}
${outage !== problem && numbered(problem)}
${problem?.startsWith('U-10') && html`<p><a id="card-or-reader" href="/card-or-reader">カードの問題か、リーダーの問題かを調べる</a></p>`}
${practice && html`<p>受付機は体験の画面です。体験では受付されません。実際のカードを置くと、いつもどおり受付が始まります。</p>`}
${alerts.map(numbered)}
${differing(now)}
${mayUse('POST /api/kiosk/help', role) && actions(now, csrf)}
</section>`;
}

/** What staff read first: somebody who calls goes before everything but an outage that nobody called about. */
function headlineOf({ needs, problem, outage, visit, lift, practice }: KioskSeen): string {
  if (outage && needs !== 'help') return '受付できません';
  if (needs === 'visual' && lift === 'away') return '目視確認中（カードが離れています）';
  if (needs === 'again' && problem === 'U-103') return 'カードが離れました（やり直し中）';
  if (needs) return needWords[needs];
  if (visit) return '手続き中';
  return practice ? '体験中' : '受付できます';
}

/** Of stores that are opened once, at start: a mended one is noticed by none but the next. */
const openedAtStart: ReadonlySet<ProblemCode> = new Set(['U-501', 'U-504', 'U-507', 'U-801']);

/** A number, what it means, and what to do: as the support line and the page of errors have it. */
export function numbered(code: KioskSeen['problem']): Fragment {
  return code && html`<p class="problem"><strong class="code">${code}</strong> ${catalogue[code].staff}</p>`;
}

/** Which items of card and answer differ: their names, never what the answer says. */
export function differing({ differs }: Pick<KioskSeen, 'differs'>): Fragment {
  return (
    differs.length > 0 &&
    html`<p class="problem">カードと資格確認の回答で異なる項目: <strong>${differs
      .map((item) => differenceWords[item])
      .join('、')}</strong>（回答の内容は、別の方の情報のおそれがあるため表示しません）</p>`
  );
}

function actions({ visit, screen, needs, differs, practice }: KioskSeen, csrf: string): Fragment {
  const main =
    needs === 'help'
      ? html`<form method="post" action="/api/kiosk/help">${csrfField(csrf)}<input type="hidden" name="visit" value="${visit ?? ''}">
<button id="answer-help" data-key="h">対応しました（呼び出しを消す）</button></form>`
      : needs === 'visual'
        ? html`<a id="go-visual" data-key="a" class="button" href="/kiosk/visual">目視確認をする</a>`
        : needs === 'number'
          ? html`<a id="go-number" data-key="c" class="button" href="/kiosk/number">カードの数字を入力する</a>`
          : null;
  if (visit === null) {
    const wipe =
      screen === 'idle' &&
      html`<form method="post" action="/api/kiosk/clean">${csrfField(csrf)}<button id="clean" class="plain">画面を掃除する</button></form>${practising(practice, csrf)}`;
    return (main || wipe) && html`<div class="actions">${main}${wipe}</div>`;
  }
  return html`<div class="actions">
${main}
${needs !== 'visual' && html`<a id="go-visual" data-key="a" class="button plain" href="/kiosk/visual">${differs.length > 0 ? 'カードの内容を見る' : '目視確認'}</a>`}
${needs !== 'number' && html`<a id="go-number" data-key="c" class="button plain" href="/kiosk/number">カードの数字の入力</a>`}
</div>`;
}

/** 体験 is begun and ended here. */
function practising(isOn: boolean, csrf: string): Html {
  const [act, words] = isOn ? ['end', '体験を終わる'] : ['begin', '体験を始める'];
  return html`<form method="post" action="/api/kiosk/practice/${act}">${csrfField(csrf)}<button id="practice-${act}" class="plain">${words}</button></form>`;
}
