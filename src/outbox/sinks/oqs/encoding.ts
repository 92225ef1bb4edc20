import iconv from 'iconv-lite';

/** How a site's clinic system reads its files. `shift_jis` is Windows code page 932, which knows 髙 and 﨑. */
export const oqsEncodings = ['utf-8', 'shift_jis'] as const;

export type OqsEncoding = (typeof oqsEncodings)[number];

/** What the field writes in place of a character it cannot hold. */
const substitute = '●';

/**
 * One character, two places in Unicode: the left is what a standards text or a Mac writes, the right is what code
 * page 932 knows it as. Nothing is lost between them.
 */
const sameInCodePage932 = new Map([
  ['〜', '～'],
  ['−', '－'],
  ['‖', '∥'],
  ['—', '―'],
  ['¢', '￠'],
  ['£', '￡'],
  ['¬', '￢'],
  ['¥', '￥'],
]);

/** Variation selectors choose between forms of the character before them: without one that character still stands. */
const variationSelector = /^[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]$/u;

/**
 * A kana and its voicing mark written apart, as a Mac does. Only these are composed: composing everything would turn
 * 神 (U+FA19) into 神, another form of a person's name.
 */
const voicedApart = /[\u3041-\u30fe][\u3099\u309a]/g;

/** What XML 1.0 allows at all. */
const inXml = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]$/u;

/**
 * `text` without what `encoding` cannot hold: ● stands in its place, and it is named in `lost`. Judged by writing each
 * character and reading it back, since an encoder may also answer with one that only looks alike.
 */
export function writable(text: string, encoding: OqsEncoding): { readonly text: string; readonly lost: number[] } {
  const lost: number[] = [];
  const kept = Array.from(text.replaceAll(voicedApart, composed), (character) => {
    const candidate = encoding === 'shift_jis' ? (sameInCodePage932.get(character) ?? character) : character;
    if (inXml.test(candidate) && survives(candidate, encoding)) return candidate;
    lost.push(character.codePointAt(0) ?? 0);
    return variationSelector.test(character) ? '' : substitute;
  });
  return { text: kept.join(''), lost };
}

/** The bytes of a text that {@link writable} has passed. */
export function encode(text: string, encoding: OqsEncoding): Buffer {
  return iconv.encode(text, encoding);
}

function composed(pair: string): string {
  return pair.normalize('NFC');
}

function survives(character: string, encoding: OqsEncoding): boolean {
  return encoding === 'utf-8' || iconv.decode(iconv.encode(character, encoding), encoding) === character;
}
