import encodeQr from 'qr';
import { Html, html } from '../../kernel/html.ts';
import type { AboutSeen } from '../ports.ts';
import { facts } from './document.ts';
import { type UpdateForms, type UpdateSeen, updateSection } from './updateSection.ts';

const howItGoes = html`<p><small>署名を確かめてから、患者さんがいないときに、今動いているものの隣に書き込みます。新しい版が正しく動かないときは、自動で元の版に戻ります。</small></p>`;

/** What runs here, to be read out on the telephone or photographed; and its updates. */
export function aboutPage(about: AboutSeen, update: UpdateSeen, forms: UpdateForms): Html {
  return html`<section class="about"><h2>更新</h2>
<div id="update" data-part>${updateSection(update, forms)}</div>
${update.isOurs ? howItGoes : ''}</section>
<section class="about"><h2>動いているもの</h2>
${facts(about.lines.map(([name, value]) => [name, html`<code>${value}</code>`] as const))}
<details><summary>QRコードで写す</summary><div class="qr" role="img" aria-label="動いているものを表すQRコード">${qrOf(JSON.stringify(about.facts))}</div></details></section>`;
}

/** Drawn by the library, from text of our own: nothing in it is anybody's markup. */
function qrOf(text: string): Html {
  return new Html(encodeQr(text, 'svg', { ecc: 'low', border: 4 }));
}
