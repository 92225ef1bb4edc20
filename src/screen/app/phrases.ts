/**
 * Where a Japanese sentence may go on in the next line: between phrases (文節), as people read them, and never within a
 * word or before a particle. Browsers' own division takes 「健康保険証と」 and 「して」 apart.
 */
const betweenPhrases = [
  // After a particle or an ending, where a word in 漢字, カタカナ, digits or letters begins: 「カードを｜読み取って」. Stems
  // that such a word may continue (「払い戻し」, 「読み取り」) end otherwise.
  /(?<=[をにはがでともへやてずつるたなばらか]|(?<![こそ])の)(?=[一-龯々ァ-ヴ0-9A-Za-z])/,
  // Before a polite prefix: 「受付に｜お声がけ」.
  /(?<=[をにはがでとのもへてら])(?=[おご][一-龯])/,
  // Before words that are written in ひらがな: 「診察のために｜この医療機関へ」.
  /(?<=[ぁ-ん一-龯])(?=この|その|もう|すべて|いったん|うまく|かざ|つながり)/,
  /(?<=[がは])(?=あり|かか|ちが|でき)|(?<=では)(?=ない)/,
];

const boundary = new RegExp(betweenPhrases.map(({ source }) => source).join('|'), 'g');

/** The phrases of a sentence, to be joined without anything between them; in other languages the sentence itself. */
export function phrasesOf(sentence: string): readonly string[] {
  return sentence.split(boundary);
}

/** The sentences of a text, each with its 「。」. In other languages one. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=。)(?=.)/);
}
