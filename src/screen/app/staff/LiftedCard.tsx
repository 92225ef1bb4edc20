import { useKiosk } from '../kiosk.ts';
import { useLeft } from '../left.ts';
import { Notice } from '../screens/Notice.tsx';
import { Phrases } from '../screens/Phrases.tsx';
import type { ViewFor } from '../screens/viewFor.ts';

/** Where the card is while staff look, and how long it may stay away. Nothing while it lies there. */
export function LiftedCard({ view }: { readonly view: ViewFor<'staff'> }) {
  const { staff } = useKiosk().words;
  return (
    <div class="lifted" role="status">
      {view.approved && <Notice>{staff.approved}</Notice>}
      {view.card !== 'lies' && (
        <Notice>
          <span class="lifted-words">
            <span>
              <Phrases>{staff.card[view.card]}</Phrases>
            </span>
            {view.back && <TimeLeft leftMs={view.back.leftMs} />}
          </span>
        </Notice>
      )}
    </div>
  );
}

/** Seen, not heard: a number that changes each second is nothing to listen to. */
function TimeLeft({ leftMs }: { readonly leftMs: number }) {
  const { staff } = useKiosk().words;
  const seconds = Math.ceil(useLeft(leftMs) / 1000);
  return (
    <b class="lifted-time" aria-hidden="true">
      <Phrases>{staff.cardBack(seconds)}</Phrases>
    </b>
  );
}
