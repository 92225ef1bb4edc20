import type { ConsentItem } from '../../../consent/items.ts';
import { ItemDrawing } from '../drawings/ItemDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { densityOf } from './density.ts';
import { Phrases } from './Phrases.tsx';
import { SubmitLine } from './SubmitLine.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';
import { YesNo } from './YesNo.tsx';

/** The same question for each kind of information. */
export function ConsentItemsScreen({ view }: { readonly view: ViewFor<'consent-items'> }) {
  const { consent, consentItems, oral } = useKiosk().words;
  const wordsFor = (item: ConsentItem) => (view.kinds === 'wide' && consent.wide[item]) || consent.items[item];
  return (
    <main class={`question consent-items ${densityOf(view.items)}`}>
      <Title>{consentItems.title}</Title>
      <ul class="rows">
        {view.items.map(({ id, answer }) => (
          <li key={id} class="row" data-place={`item.${id}`} tabIndex={-1}>
            <ItemDrawing item={id} />
            <span class="item-words" id={`item-${id}`}>
              <b>
                <Phrases>{wordsFor(id).name}</Phrases>
              </b>
              <span>
                <Phrases>{wordsFor(id).what}</Phrases>
              </span>
            </span>
            <YesNo
              action={`item.${id}`}
              about={`item-${id}`}
              answer={answer}
              yes={consentItems.yes}
              no={consentItems.no}
            />
          </li>
        ))}
      </ul>
      <SubmitLine action="consent.submit" open={view.items.filter(({ answer }) => answer === null).length}>
        {view.oral && (
          <p>
            <Phrases>{oral}</Phrases>
          </p>
        )}
      </SubmitLine>
    </main>
  );
}
