import { CardFrontDrawing } from '../drawings/CardFrontDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';

type Births = ViewFor<'card-number'>['births'];

/** Typed digits may be of a Japanese era or of a western year: which is on the card, its reader says. */
export function WhichCalendar({ births }: { readonly births: Births }) {
  const { cardNumber } = useKiosk().words;
  return (
    <StageScreen
      kind="decide"
      drawing={<CardFrontDrawing now="birth" label={cardNumber.card} />}
      title={cardNumber.asking}
    >
      <div class="answers">
        <Press action="number.era" class="answer">
          <span lang="ja">{asPrinted(births, 'era')}</span>
        </Press>
        <Press action="number.western" class="answer">
          <span lang="ja">{asPrinted(births, 'western')}</span>
        </Press>
        <Press action="number.again" class="answer">
          {cardNumber.neither}
        </Press>
        <Press action="method.pin" class="answer" hideWhenNotAllowed>
          {cardNumber.usePin}
        </Press>
      </div>
    </StageScreen>
  );
}

/** In every language as the card has it, for it is compared with the card: 昭和5年・平成5年4月12日, 2005年4月12日. */
function asPrinted(births: Births, wanted: Births[number]['notation']): string {
  const those = births.filter(({ notation }) => notation === wanted);
  const years = those.map(({ era, year }) => `${era ?? ''}${era !== null && year === 1 ? '元' : year}年`);
  const [first] = those;
  return first ? `${years.join('・')}${first.month}月${first.day}日` : '';
}
