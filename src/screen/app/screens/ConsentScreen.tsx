import type { ConsentItem } from '../../../consent/items.ts';
import { withoutReadings } from '../../../kernel/furigana.ts';
import { ItemDrawing } from '../drawings/ItemDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { densityOf } from './density.ts';
import { Notice } from './Notice.tsx';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** One question, three answers that look alike: nobody in the waiting room can tell which one was pressed. */
export function ConsentScreen({ view }: { readonly view: ViewFor<'consent'> }) {
  const { consent, oral } = useKiosk().words;
  const wordsFor = (item: ConsentItem) => (view.kinds === 'wide' && consent.wide[item]) || consent.items[item];
  return (
    <main class={`question consent ${densityOf(view.items)}`}>
      <div class="asked">
        <Title>{consent.title}</Title>
        <ul class="items" aria-label={withoutReadings(consent.itemsLabel)}>
          {view.items.map((item) => (
            <li key={item} class="item">
              <ItemDrawing item={item} />
              <span class="item-words">
                <b>
                  <Phrases>{wordsFor(item).name}</Phrases>
                </b>
                <span>
                  <Phrases>{wordsFor(item).what}</Phrases>
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div class="answers">
        {view.oral && <Notice>{oral}</Notice>}
        <Press action="consent.all" class="answer">
          {consent.all}
        </Press>
        <Press action="consent.choose" class="answer">
          {consent.choose}
        </Press>
        <Press action="consent.none" class="answer">
          {consent.none}
        </Press>
        <p class="reassurance">
          <Phrases>{consent.reassurance}</Phrases>
        </p>
      </div>
    </main>
  );
}
