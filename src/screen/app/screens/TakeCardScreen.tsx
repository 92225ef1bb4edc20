import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { CardAtEnd } from './CardAtEnd.tsx';
import { OwnLines } from './OwnLines.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';

/** Only the card is left to take; what was before is still said: that nothing was accepted, or what comes next. */
export function TakeCardScreen({ view }: { readonly view: ViewFor<'take-card'> }) {
  const { takeCard } = useKiosk().words;
  const isGivenUp = view.after === 'cancelled';
  return (
    <StageScreen
      kind={`take-card take-card-${view.after}`}
      drawing={<Scene happening={view.card === 'gone' ? 'resting' : 'take-card'} />}
      title={isGivenUp ? takeCard.cancelled : takeCard.title}
      lead={view.card === 'gone' ? takeCard.noCard : takeCard.lead[view.after]}
    >
      {view.next && <OwnLines of={view.next} />}
      {view.card !== 'gone' && (isGivenUp || view.card === 'forgotten') && <CardAtEnd card={view.card} />}
    </StageScreen>
  );
}
