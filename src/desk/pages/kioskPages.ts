import { numberBParts } from '../../card/digits.ts';
import { type Html, html } from '../../kernel/html.ts';
import { visualReasons } from '../../reception/evidence.ts';
import type { PersonRecord } from '../../reception/person.ts';
import type { KioskSeen } from '../http/kioskSeen.ts';
import { csrfField, facts } from './document.ts';
import { differing } from './kioskCard.ts';
import { birthday } from './time.ts';
import { reasonWords, sexWords } from './words.ts';

/** 目視: what the card says, and the approval of whoever compared it with the person. */
export function visualPage(now: KioskSeen, card: PersonRecord | null, csrf: string): Html {
  if (now.visit === null) return nobodyThere();
  return html`${differing(now)}
<section>
<h2>カードの内容</h2>
${
  card
    ? personFacts(card, now.since)
    : html`<p>受付機ではカードの内容を読み取れていません。お手元でカードの券面を確認してください。</p>`
}
</section>
<form method="post" action="/api/kiosk/approve">
${csrfField(csrf)}<input type="hidden" name="visit" value="${now.visit}">
<h2>承認</h2>
<p>ご本人の顔と、カードの顔写真を見比べてください。</p>
<p id="lift">${liftWords[now.lift]}</p>
<fieldset>
<legend>目視確認にする理由</legend>
${visualReasons.map(
  (reason, at) =>
    html`<label class="choice"><input type="radio" name="reason" value="${reason}" data-key="${at + 1}" required> ${reasonWords[reason]}</label>`,
)}
</fieldset>
<label class="choice"><input type="checkbox" name="oral"> このあとの同意は、ご本人の言葉を聞いて職員が入力する（職員が入力したことを記録します）</label>
<div class="actions"><button data-key="a">本人と確認しました（承認）</button> <a class="button plain" href="/">戻る</a></div>
</form>
<form method="post" action="/api/kiosk/refuse">
${csrfField(csrf)}<input type="hidden" name="visit" value="${now.visit}">
<p>カードの方と同じ人と確認できないときは、承認しません。</p>
<button class="plain">本人と確認できません（承認しない）</button>
</form>`;
}

/** Whether the card may be lifted to look at it; taken out of turn it ends the visit. */
const liftWords: Readonly<Record<KioskSeen['lift'], string>> = {
  allowed:
    '写真が小さいときは、職員がカードを読み取り台から取って確認できます。確認が済んだら、同じカードを読み取り台に戻してください。承認は、戻す前でもできます。',
  away: 'カードは読み取り台から離れています。同じカードを戻すと、手続きが続きます。戻らないときと、別のカードが置かれたときは、手続きが終わります。',
  barred:
    'いまカードを取ると、手続きが終わります。手に取って確認するときは、受付機の画面で「受付の人」に確認を頼む操作をしてもらってから取ってください。',
};

/** Somebody at the desk types the digits of the card, where patient and camera could not. */
export function numberPage(now: KioskSeen, csrf: string): Html {
  if (now.visit === null) return nobodyThere();
  return html`<p>カードの表に印刷された数字を、そのとおりに入力してください。まちがえると、カード側の残り回数が1回減ります。</p>
<form method="post" action="/api/kiosk/number" autocomplete="off">
${csrfField(csrf)}<input type="hidden" name="visit" value="${now.visit}">
<fieldset>
<legend>カードの生年月日の書き方</legend>
<label class="choice"><input type="radio" name="calendar" value="era" required> 和暦（昭和・平成・令和など）</label>
<label class="choice"><input type="radio" name="calendar" value="western" required> 西暦（外国籍の方のカードなど）</label>
</fieldset>
<label>生年月日 <small>書かれているとおりに、年2桁・月2桁・日2桁で。昭和60年4月12日なら 600412、1985年4月12日（西暦）なら 850412</small>
<input name="birth" inputmode="numeric" pattern="[0-9０-９]{${numberBParts.birth}}" maxlength="${numberBParts.birth}" required autofocus></label>
<label>有効期限の年 <small>西暦4桁</small>
<input name="expiry" inputmode="numeric" pattern="[0-9０-９]{${numberBParts.expiry}}" maxlength="${numberBParts.expiry}" required></label>
<label>セキュリティコード <small>顔写真の下の4桁</small>
<input name="code" inputmode="numeric" pattern="[0-9０-９]{${numberBParts.code}}" maxlength="${numberBParts.code}" required></label>
<p><small>西暦のカードが西暦の下2桁で開くかどうかは、公開されている資料では確かめられていません。開かなかったときは、和暦に直して試さず、暗証番号などほかの方法で進めてください。</small></p>
<div class="actions"><button>受付機に送る</button> <a class="button plain" href="/">戻る</a></div>
</form>`;
}

/** 4情報, one below the other, with the age at `at` (milliseconds since the epoch). */
export function personFacts({ name, birthdate, sex, address }: PersonRecord, at: number): Html {
  return facts([
    ['氏名', name],
    ['生年月日', birthday(birthdate, at)],
    ['性別', sexWords[sex]],
    ['住所', address],
  ]);
}

function nobodyThere(): Html {
  return html`<p>いま、受付機で手続き中の方はいません。</p><p><a class="button" href="/">受付の画面へ</a></p>`;
}
