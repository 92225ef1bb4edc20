import { basename } from 'node:path';
import { type Html, html } from '../../kernel/html.ts';
import { catalogue } from '../../problem/catalogue.ts';
import { pieceBytes } from '../../storage/arrivingFile.ts';
import type { UpdateStanding } from '../../update/updates.ts';
import { csrfField } from './document.ts';

/** What is known of updates now. */
export interface UpdateSeen {
  readonly isOurs: boolean;
  readonly standing: UpdateStanding;
  /** Updates that lie on sticks, by path. */
  readonly onSticks: readonly string[];
}

export interface UpdateForms {
  readonly csrf: string;
  /** Whether whoever looks may have an older version back. */
  readonly mayGoBack: boolean;
}

/** How far it is, in a sentence; empty where there is nothing to say. */
export function updateWords(standing: UpdateStanding): string {
  switch (standing.kind) {
    case 'none':
      return '';
    case 'verifying':
      return '署名と版を確かめています。';
    case 'waiting':
      return standing.for === 'hours'
        ? `版 ${standing.version} を確かめました。更新してよい時間帯になるまで待っています。`
        : `版 ${standing.version} を確かめました。受付中の患者さんの手続きが終わるのを待っています。`;
    case 'installing':
      return `版 ${standing.version} を書き込んでいます（${standing.percent}%）。その間、受付機の画面は「ただいま更新しています」です。電源を切らないでください。`;
    case 'installed':
      return `版 ${standing.version} を入れました。受付機の電源を入れ直すと、この版で起動します。`;
    case 'failed':
      return `${standing.problem.code} ${catalogue[standing.problem.code].staff}`;
  }
}

/** The part of the page that renews itself: how far it is, and what can be done now. */
export function updateSection(seen: UpdateSeen, forms: UpdateForms): Html {
  const { isOurs, standing } = seen;
  if (!isOurs) {
    return html`<p>この受付機はパソコンに入れたものです。更新は、パソコンの管理者がOSのパッケージ管理（apt）で行います。</p>`;
  }
  const said = updateWords(standing);
  const isBusy = standing.kind === 'verifying' || standing.kind === 'waiting' || standing.kind === 'installing';
  return html`${said !== '' && html`<p id="update-says" class="${standing.kind === 'failed' ? 'bad' : 'good'}" role="status">${said}</p>`}
${standing.kind === 'installing' && html`<progress max="100" value="${standing.percent}" aria-label="書き込み">${standing.percent}%</progress>`}
${standing.kind === 'waiting' && html`<form method="post" action="/api/update/call-off" data-in-place>${csrfField(forms.csrf)}<button class="plain">取りやめる</button></form>`}
${!isBusy && ways(seen, forms)}`;
}

function ways({ onSticks }: UpdateSeen, { csrf, mayGoBack }: UpdateForms): Html {
  const older =
    mayGoBack && html`<label class="tick"><input type="checkbox" name="allowOlder"> 今より古い版でも入れる</label>`;
  return html`${onSticks.map(
    (path) => html`<form method="post" action="/api/update/install" data-in-place>${csrfField(csrf)}
<p>USBメモリーに更新ファイルがあります：<strong>${basename(path)}</strong></p>
<input type="hidden" name="from" value="${path}">${older}<button>この更新を入れる</button></form>`,
  )}
<form method="post" action="/api/update/install" data-upload="/api/update/piece" data-piece="${pieceBytes}" hidden>${csrfField(csrf)}
<input type="hidden" name="from" value="arrived">
<label>このパソコンにある更新ファイル（.raucb） <input type="file" accept=".raucb" required></label>${older}
<button>送って入れる</button> <output></output></form>
<form method="post" action="/api/update/install" data-in-place autocomplete="off">${csrfField(csrf)}
<label>更新ファイルの住所（https） <input name="from" type="url" pattern="https://.*" maxlength="2000" required></label>${older}
<button class="plain">取り寄せて入れる</button></form>`;
}
