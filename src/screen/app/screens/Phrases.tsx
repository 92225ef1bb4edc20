import { Fragment } from 'preact';
import { phrasesOf, sentencesOf } from '../phrases.ts';

/** Text whose lines end where a phrase ends; a sentence that does not fit in what is left of a line begins a new one. */
export function Phrases({ children }: { readonly children: string }) {
  const sentences = sentencesOf(children);
  if (sentences.length === 1) return <Sentence>{children}</Sentence>;
  return sentences.map((sentence) => (
    <span key={sentence} class="sentence">
      <Sentence>{sentence}</Sentence>
    </span>
  ));
}

function Sentence({ children }: { readonly children: string }) {
  const [first, ...more] = phrasesOf(children);
  if (more.length === 0) return first;
  return (
    <span class="phrases">
      {first}
      {more.map((phrase, at) => (
        <Fragment key={at}>
          <wbr />
          {phrase}
        </Fragment>
      ))}
    </span>
  );
}
