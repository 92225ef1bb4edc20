/** A piece of a sentence: its characters, and for kanji whose reading stands behind them, how they are read. */
export interface Piece {
  readonly text: string;
  /** ひらがな; absent where the characters are read as they stand. */
  readonly reading?: string;
}

/** `漢字《かんじ》`: the kanji right before the brackets are read as what stands within. */
const withReading = /(\p{Script=Han}+)《([^《》]+)》/gu;

/** The pieces of a sentence in which readings are written behind their kanji: 「4つの」「数字（すうじ）」「です」. */
export function piecesOf(sentence: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of sentence.matchAll(withReading)) {
    const [whole, text = '', reading = ''] = found;
    if (found.index > at) pieces.push({ text: sentence.slice(at, found.index) });
    pieces.push({ text, reading });
    at = found.index + whole.length;
  }
  if (at < sentence.length) pieces.push({ text: sentence.slice(at) });
  return pieces;
}

/** The sentence as it is written without readings: for titles, labels, and whoever hears it. */
export function withoutReadings(sentence: string): string {
  return sentence.replaceAll(withReading, '$1');
}

/** Every run of kanji in the sentence that has no reading, in order; a bracket that belongs to none counts as well. */
export function lackingReadings(sentence: string): readonly string[] {
  return piecesOf(sentence).flatMap(({ text, reading }) =>
    reading ? [] : (text.match(/[\p{Script=Han}《》]+/gu) ?? []),
  );
}
