import { type Html, html } from '../../kernel/html.ts';
import { fullWidthKana } from '../../kernel/kana.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { isAboutOne } from '../../reception/aboutNobody.ts';
import type { EligibilityAnswer } from '../../reception/answer.ts';
import type { NumberOddity } from '../../reception/checkDigit.ts';
import { birthdateField } from './birthdateField.ts';
import { claimSections } from './claimSections.ts';
import { validityWords } from './claimWords.ts';
import { csrfField, facts } from './document.ts';
import { numbered } from './kioskCard.ts';
import { birthday } from './time.ts';
import { sexWords } from './words.ts';

/** The fields of a 資格確認書. */
export function insuranceLookUpPage(csrf: string): Html {
  return html`<p>資格確認書に書かれた番号で、資格を確認します。結果は画面に表示するだけで、受付機には残しません。</p>
<form method="post" action="/api/insurance-look-up" autocomplete="off">
${csrfField(csrf)}
<label>保険者番号 <small>6桁または8桁</small>
<input name="insurerNumber" inputmode="numeric" maxlength="8" required autofocus></label>
<label>記号 <small>ない場合は空欄</small> <input name="insuredCardSymbol" maxlength="40"></label>
<label>番号 <input name="insuredIdentificationNumber" maxlength="40" required></label>
<label>枝番 <small>2桁。ない場合は空欄</small>
<input name="insuredBranchNumber" inputmode="numeric" maxlength="2"></label>
${birthdateField}
<label class="choice"><input type="checkbox" name="limitConsent"> 限度額の区分の確認に、ご本人が口頭で同意した</label>
<div class="actions"><button>確認する</button></div>
</form>`;
}

/** What came back, at `at` (milliseconds since the epoch). */
export function insuranceLookUpResult(found: {
  readonly at: number;
  readonly answer: EligibilityAnswer;
  readonly problem: ProblemCode | null;
  readonly oddity: NumberOddity | null;
}): Html {
  const { at, answer, problem, oddity } = found;
  return html`${numbered(problem)}
${
  oddity === 'check-digit' &&
  html`<p class="problem">入力した保険者番号は、検証番号が規則と合いません。見まちがいがないか確認してください。</p>`
}
<section><h2>資格確認</h2>
${facts([
  ['資格', validityWords[answer.validity]],
  ['回答の注意', answer.warning],
])}</section>
${isAboutOne(answer) && person(answer, at)}
${claimSections(answer)}
<p><a class="button" href="/insurance-look-up">つぎの確認</a> <a class="button plain" href="/">受付の画面へ</a></p>`;
}

function person(answer: EligibilityAnswer, at: number): Html {
  return html`<section><h2>患者さん</h2>
${facts([
  ['氏名', answer.name],
  ['フリガナ', fullWidthKana(answer.nameKana)],
  ['別の氏名', answer.nameOfOther],
  ['生年月日', birthday(answer.birthdate, at)],
  ['性別', sexWords[answer.sex]],
  ['住所', answer.notDisclosed ? '不開示（ご本人の申し出により表示しません）' : answer.address],
])}</section>`;
}
