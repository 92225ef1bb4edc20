import { Fragment } from 'preact';
import { type Piece, piecesOf, withoutReadings } from '../../../kernel/furigana.ts';
import type { Language } from '../../../problem/languages.ts';
import { useKiosk } from '../kiosk.ts';
import { phrasesOf, sentencesOf } from '../phrases.ts';

interface Props {
  readonly children: string;
  /** The language of the text; that of the screen where nothing is said. */
  readonly of?: Language;
}

/**
 * Text as it is read: readings stand above their kanji, lines end where a phrase ends, and a sentence that does not fit
 * in what is left of a line begins a new one.
 */
export function Phrases({ children, of }: Props) {
  const kiosk = useKiosk();
  const language = of ?? kiosk.language;
  const lines = children.split('\n');
  if (lines.length === 1) return <Line language={language}>{children}</Line>;
  return lines.map((line) => (
    <span key={line} class="line">
      <Line language={language}>{line}</Line>
    </span>
  ));
}

interface InLanguage {
  readonly children: string;
  readonly language: Language;
}

function Line({ children, language }: InLanguage) {
  const sentences = sentencesOf(children);
  if (sentences.length === 1) return <Sentence language={language}>{children}</Sentence>;
  return sentences.map((sentence) => (
    <span key={sentence} class="sentence">
      <Sentence language={language}>{sentence}</Sentence>
    </span>
  ));
}

function Sentence({ children, language }: InLanguage) {
  const phrases = phrasesOf(withoutReadings(children), language);
  if (phrases.length === 1) return <Pieces of={piecesOf(children)} />;
  return (
    <span class="phrases">
      {cut(piecesOf(children), phrases).map((pieces, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          <Pieces of={pieces} />
        </Fragment>
      ))}
    </span>
  );
}

/** The reading is seen; it is not heard, for the kanji are. */
function Pieces({ of }: { readonly of: readonly Piece[] }) {
  return of.map(({ text, reading }, at) =>
    reading === undefined ? (
      text
    ) : (
      <ruby key={at}>
        {text}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a reading takes no focus */}
        <rt aria-hidden="true">{reading}</rt>
      </ruby>
    ),
  );
}

/** The pieces of each phrase: kanji and their reading stay together. */
function cut(pieces: readonly Piece[], phrases: readonly string[]): readonly (readonly Piece[])[] {
  const left = [...pieces];
  return phrases.map((phrase) => {
    const taken: Piece[] = [];
    let room = phrase.length;
    while (room > 0) {
      const piece = left.shift();
      if (!piece) break;
      const { text, reading } = piece;
      if (text.length > room && reading === undefined) {
        taken.push({ text: text.slice(0, room) });
        left.unshift({ text: text.slice(room) });
        break;
      }
      taken.push(piece);
      room -= text.length;
    }
    return taken;
  });
}
