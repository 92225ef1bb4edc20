import { type Html, html } from '../../../kernel/html.ts';
import type { BroughtBackup } from '../../ports.ts';
import { csrfField, facts } from '../document.ts';
import { yearDayTime } from '../time.ts';
import { type FirstRunFrame, firstRunPage } from './firstRunPages.ts';

/** The way from an earlier machine to this one: the file and its key, and then what they are. */
export function restorePage(frame: FirstRunFrame, brought: BroughtBackup | undefined, piece: number): Html {
  return firstRunPage(
    frame,
    '前の受付機のバックアップから始める',
    html`${brought ? whatCame(brought, frame.csrf) : comingForm(frame.csrf, piece)}
<p><a href="/set-up">設定の一覧へ</a></p>`,
  );
}

function comingForm(csrf: string, piece: number): Html {
  return html`<p>バックアップのファイル（.backup）と、秘密の鍵のファイル（.key）を、このブラウザーのパソコンから送ります。中身を確かめるまで、何も変わりません。鍵は受付機に保存しません。</p>
<form method="post" action="/api/set-up/restore/verify" data-upload="/api/set-up/restore/piece" data-piece="${piece}" data-then="/set-up/restore" hidden autocomplete="off">${csrfField(csrf)}
<label>バックアップのファイル <input type="file" accept=".backup" required></label>
<label>秘密の鍵 <textarea name="key" rows="3" id="field-key" spellcheck="false" autocomplete="off" required></textarea></label>
<label class="file" hidden>鍵のファイルから読む <input type="file" accept=".key,.txt" data-into="field-key"></label>
<button>送って確かめる</button> <output></output></form>`;
}

function whatCame(brought: BroughtBackup, csrf: string): Html {
  const { kiosk, at, generation, version, isRetired, holdsMachine } = brought;
  return html`${facts([
    ['受付機の名前', kiosk],
    ['作った日時', yearDayTime(at)],
    ['何台目の機械のものか', `${generation}台目`],
    ['作ったプログラムの版', version],
  ])}
<form method="post" action="/api/set-up/restore/begin">${csrfField(csrf)}
<p>設定・職員のアカウント・監査記録・未送信の受付が、この受付機に移ります。ここまでに入力した設定は使いません。</p>
${
  isRetired
    ? html`<p class="good">前の受付機は「交代済み」です。</p>`
    : html`<label class="choice"><input type="checkbox" name="oldOneIsGone" required> 前の受付機は電源を抜いて保管し、二度と受付に使いません。</label>
<p><small>同じ受付機が2台で受付を始めると、同じ患者さんの記録が2つに分かれます。</small></p>`
}
${
  holdsMachine &&
  html`<label class="choice"><input type="checkbox" name="samePlace" checked> ネットワーク・時刻・共有フォルダーの設定も移す</label>
<p><small>前の受付機と同じ場所で使うときのためです。前のIPアドレスが固定だったときは、この受付機がそのアドレスになり、このページはつながらなくなります。前の受付機の受付端末のアドレスを開いてください。別の場所で使うときは、印を外します。</small></p>`
}
<button>この受付機に移す</button></form>
<form method="post" action="/api/set-up/restore/forget" class="other">${csrfField(csrf)}<button class="plain">別のファイルにする</button></form>`;
}
