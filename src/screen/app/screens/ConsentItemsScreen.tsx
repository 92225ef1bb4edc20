import type { ConsentItem } from '../../../consent/items.ts';
import { ItemDrawing } from '../drawings/ItemDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { densityOf } from './density.ts';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** The same question for each kind of information. Yes and no are marked in the same way once chosen. */
export function ConsentItemsScreen({ view }: { readonly view: ViewFor<'consent-items'> }) {
  const { consent, consentItems, oral } = useKiosk().words;
  const wordsFor = (item: ConsentItem) => (view.kinds === 'wide' && consent.wide[item]) || consent.items[item];
  const open = view.items.filter(({ answer }) => answer === null).length;
  return (
    <main class={`question consent-items ${densityOf(view.items)}`}>
      <Title>{consentItems.title}</Title>
      <ul class="rows">
        {view.items.map(({ id, answer }) => (
          <li key={id} class="row">
            <ItemDrawing item={id} />
            <span class="item-words" id={`item-${id}`}>
              <b>{wordsFor(id).name}</b>
              <span>{wordsFor(id).what}</span>
            </span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by words that stand beside it */}
            <div class="pair" role="group" aria-labelledby={`item-${id}`}>
              <Press action={`item.${id}.yes`} class="half" checked={answer === true}>
                <span class="choice-mark" />
                {consentItems.yes}
              </Press>
              <Press action={`item.${id}.no`} class="half" checked={answer === false}>
                <span class="choice-mark" />
                {consentItems.no}
              </Press>
            </div>
          </li>
        ))}
      </ul>
      <div class="submit-line">
        <p class="remaining" role="status">
          {view.oral ? oral : open > 0 ? consentItems.remaining(open) : ''}
        </p>
        <Press action="consent.submit" class="answer answer-main">
          {consentItems.submit}
        </Press>
      </div>
    </main>
  );
}
