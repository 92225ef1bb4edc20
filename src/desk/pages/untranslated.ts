import { type Html, html } from '../../kernel/html.ts';
import type { Language, OwnSentence } from '../../problem/languages.ts';
import type { Facility } from '../facility.ts';
import { facts } from './document.ts';

/** How staff call the languages of the patient's screen. */
const languageWords: Readonly<Record<Language, string>> = {
  ja: '日本語',
  'ja-easy': 'やさしい日本語',
  en: '英語',
  zh: '中国語（簡体字）',
  ko: '韓国語',
  vi: 'ベトナム語',
  pt: 'ポルトガル語',
};

/** Which of the clinic's own sentences lack a language that patients may choose: there they read Japanese and English. */
export function untranslated({ languages, afterCheckIn, afterFirstVisit }: Facility): Html | null {
  const lacking = [
    ['受付のあとの案内（clinic.afterCheckIn）', missingIn(afterCheckIn, languages)],
    ['初診の方への案内（clinic.afterFirstVisit）', missingIn(afterFirstVisit, languages)],
  ] as const;
  const shown = lacking.filter(([, missing]) => missing.length > 0);
  if (shown.length === 0) return null;
  return html`<details id="untranslated"><summary>訳のない案内文</summary>
<p>次の言語を選んだ患者さんには、日本語と英語で表示しています。設定ファイルに訳を加えると、その言語で表示します。</p>
${facts(shown.map(([name, missing]) => [name, missing.map((language) => languageWords[language]).join('、')]))}</details>`;
}

function missingIn(sentence: OwnSentence, languages: readonly Language[]): readonly Language[] {
  return languages.filter((language) => sentence[language] === undefined);
}
