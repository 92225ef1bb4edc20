import { ageKeyId } from '../../kernel/ageKey.ts';
import { type Html, html } from '../../kernel/html.ts';
import { csrfField } from './document.ts';
import { yearDayTime } from './time.ts';

/** What is known of backups now. */
export interface BackupSeen {
  /** `age1…`: whose keys seal the next one. */
  readonly recipients: readonly string[];
  /** The public key of a pair that this person has just made, and that seals nothing yet. */
  readonly made: string | undefined;
  readonly last: { readonly at: number; readonly by: string; readonly bytes: number } | undefined;
}

/** バックアップ: made and saved from here; without a key first the way to one. */
export function backupPage({ recipients, made, last }: BackupSeen, csrf: string): Html {
  return html`<p>受付機の設定、職員のアカウント、監査記録、統計、未送信の受付を、鍵をかけた1つのファイルにします。受付機が壊れた日に、新しい受付機で受付を再開するためのものです。</p>
${made !== undefined && madeSection(made, csrf)}
${recipients.length > 0 && makeSection(last, csrf)}
${recipients.length > 0 && keysSection(recipients)}
${newKeySection({ isFirst: recipients.length === 0, isMade: made !== undefined }, csrf)}`;
}

function makeSection(last: BackupSeen['last'], csrf: string): Html {
  return html`<section><h2>作る</h2>
<p id="last-backup">${
    last
      ? html`最後に作ったもの: <strong>${yearDayTime(last.at)}</strong> ${last.by}（${sizeWords(last.bytes)}）`
      : 'まだ作っていません。'
  }</p>
<p>受付中でも作れます。保存したファイルは、作った日のうちに、この受付機とは別の場所に移してください。バックアップの後に受け付けた分は入りません。</p>
<form method="post" action="/api/backup">${csrfField(csrf)}<button id="make-backup">バックアップを作って保存する</button></form>
<p><small>ブラウザーの保存が終わると完了です。途中で止まったファイルは使えません。もう一度作ってください。</small></p></section>`;
}

function keysSection(recipients: readonly string[]): Html {
  return html`<section><h2>開ける鍵</h2>
<p>次のどれかと対になる秘密の鍵があれば、バックアップを開けます。<a href="/settings/backup">鍵を減らす・入力する</a></p>
<ul>${recipients.map((each) => html`<li>${keyShown(each)}</li>`)}</ul></section>`;
}

/** The secret file has left; whoever has it says so, and the public key seals from then on. */
function madeSection(made: string, csrf: string): Html {
  return html`<section><h2>作った鍵を登録する</h2>
<p>公開鍵: ${keyShown(made)}</p>
<p>秘密の鍵のファイル（.key）が保存されたことを確かめてください。<strong>もう一度保存することはできません。</strong>保存できていないときは、登録せずに、鍵を作り直します。</p>
<form method="post" action="/api/backup/recipients">${csrfField(csrf)}<input type="hidden" name="recipient" value="${made}">
<button>秘密の鍵を保存したので、公開鍵を登録する</button></form></section>`;
}

/** The way to a key: wide open for who has none; folded away for who has one, or has just made one. */
function newKeySection(
  { isFirst, isMade }: { readonly isFirst: boolean; readonly isMade: boolean },
  csrf: string,
): Html {
  const isNext = isFirst && !isMade;
  const body = html`<p>秘密の鍵のファイルが、このパソコンに1度だけ保存されます。受付機には残りません。保存したら、このページを開き直して公開鍵を登録します。</p>
<ul><li>秘密の鍵をなくすと、バックアップは誰にも開けません。受付機とは別の場所に、2つ保管してください。</li>
<li>秘密の鍵とバックアップの両方を持つ人は、中身をすべて見られます。別々に保管してください。</li></ul>
<form method="post" action="/api/backup/key">${csrfField(csrf)}<button id="make-key"${!isNext && html` class="plain"`}>鍵を作る</button></form>
<p><a href="/backup">保存できたら、ここを押して次へ進みます</a></p>`;
  return isNext
    ? html`<section><h2>鍵を作る</h2>
<p class="note">バックアップの鍵がまだ登録されていないため、バックアップを作れません。初めに鍵を作ってください。すでに公開鍵（age1…）をお持ちのときは、<a href="/settings/backup">公開鍵を入力</a>します。</p>${body}</section>`
    : html`<details><summary>${isMade ? '保存できなかったので、鍵を作り直す' : '鍵を増やす'}</summary>${body}</details>`;
}

function keyShown(recipient: string): Html {
  return html`<code>${recipient}</code> <small>（記録での名前 ${ageKeyId(recipient)}）</small>`;
}

function sizeWords(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes < 1 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.ceil(mebibytes)} MB`;
}
