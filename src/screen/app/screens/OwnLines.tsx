import { languageTags } from '../../words/wordsIn.ts';
import { Phrases } from './Phrases.tsx';
import type { ViewFor } from './viewFor.ts';

/** What the clinic says comes next: in the patient's language, or in those the clinic has, one below the other. */
export function OwnLines({ of }: { readonly of: ViewFor<'done'>['next'] }) {
  return of.map(({ language, text }) => (
    <p key={language} class="lead next-step" lang={languageTags[language]}>
      <Phrases of={language}>{text}</Phrases>
    </p>
  ));
}
