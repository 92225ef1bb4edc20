import type { Language } from '../../problem/languages.ts';

/**
 * Where a Japanese sentence may go on in the next line: between phrases (文節), as people read them, and never within a
 * word or before a particle. Browsers' own division takes 「健康保険証と」 and 「して」 apart.
 */
const betweenJapanesePhrases = [
  // After a particle or an ending, where a word in 漢字, カタカナ, digits or letters begins: 「カードを｜読み取って」. Stems
  // that such a word may continue (「払い戻し」, 「読み取り」) end otherwise.
  /(?<=[をにはがでともへやてずつるたなばらか]|(?<![こそ])の)(?=[一-龯々ァ-ヴ0-9A-Za-z])/,
  // Before a polite prefix: 「受付に｜お声がけ」.
  /(?<=[をにはがでとのもへてら])(?=[おご][一-龯])/,
  // Before words that are written in ひらがな: 「診察のために｜この医療機関へ」.
  /(?<=[ぁ-ん一-龯])(?=この|その|もう|すべて|いったん|うまく|かざ|つながり)/,
  // After a comma, where a reading stands above what follows.
  /(?<=、)(?=.)/,
  // Before what stands in brackets: 「証明書｜（受給者証）を」.
  /(?<=[^（])(?=（)/,
  // 「そのまま｜置いておいてください」.
  /(?<=そのまま)(?=[一-龯])/,
  // After an adjective: 「やさしい｜日本語」.
  /(?<=しい)(?=[一-龯])/,
  /(?<=[がは])(?=あり|かか|ちが|でき)|(?<=では)(?=ない)/,
];

const japaneseBoundary = new RegExp(betweenJapanesePhrases.map(({ source }) => source).join('|'), 'g');

/** A Chinese line ends between words, and not after what opens or counts: 「请｜放上｜个人｜编号卡」, 「4位」. */
const chineseWords = new Intl.Segmenter('zh', { granularity: 'word' });
const opens = /[“（《0-9]$/;
const closes = /^[^\p{Script=Han}A-Za-z0-9“（《]/u;

/**
 * The phrases of a sentence, to be joined without anything between them; where lines break at spaces, the sentence
 * itself. @param sentence without readings
 */
export function phrasesOf(sentence: string, language: Language): readonly string[] {
  if (language === 'zh') return chinesePhrases(sentence);
  return language === 'ja' || language === 'ja-easy' ? sentence.split(japaneseBoundary) : [sentence];
}

function chinesePhrases(sentence: string): readonly string[] {
  const phrases: string[] = [];
  for (const { segment } of chineseWords.segment(sentence)) {
    const before = phrases.at(-1);
    if (before !== undefined && (closes.test(segment) || opens.test(before)))
      phrases.push(`${phrases.pop()}${segment}`);
    else phrases.push(segment);
  }
  return phrases;
}

/** The sentences of a text, each with its 「。」. In languages with spaces one. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=。)(?=.)/);
}
