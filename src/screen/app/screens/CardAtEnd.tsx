import { useEffect } from 'preact/hooks';
import { chime } from '../chime.ts';
import { useKiosk } from '../kiosk.ts';
import { Notice } from './Notice.tsx';
import type { ViewFor } from './viewFor.ts';

/** Heard again for whoever did not turn round the first time. */
const chimeEveryMs = 15_000;

/** The card is still there: said, and after a while heard as well. */
export function CardAtEnd({ card }: Pick<ViewFor<'done'>, 'card'>) {
  const { done, takeCard } = useKiosk().words;
  const isForgotten = card === 'forgotten';
  useEffect(() => {
    if (!isForgotten) return undefined;
    chime();
    const timer = window.setInterval(chime, chimeEveryMs);
    return () => window.clearInterval(timer);
  }, [isForgotten]);
  return (
    <div class="card-at-end" role={isForgotten ? 'alert' : 'status'}>
      <Notice>{isForgotten ? takeCard.forgotten : done.takeCard}</Notice>
    </div>
  );
}
