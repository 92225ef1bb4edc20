import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Keypad } from './Keypad.tsx';
import { Notice } from './Notice.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';
import { WhichCalendar } from './WhichCalendar.tsx';

/** How the fourteen digits are grouped: as they are printed, in three places of the card. */
const groups = [
  { from: 0, pieces: [2, 2, 2] },
  { from: 6, pieces: [4] },
  { from: 10, pieces: [4] },
] as const;

/** Copied off the card, so the patient sees what is typed and can compare. */
export function CardNumberScreen({ view }: { readonly view: ViewFor<'card-number'> }) {
  const { cardNumber, method } = useKiosk().words;
  if (view.state === 'asking') return <WhichCalendar births={view.births} />;
  return (
    <main class="question pin card-number">
      <div class="asked">
        <Title>{cardNumber.title}</Title>
        <div class="notice-place" role="status">
          {view.state === 'doubted' && <Notice>{cardNumber.doubted}</Notice>}
        </div>
        <ol class="number-parts">
          {groups.map(({ from, pieces }, index) => (
            <li key={from}>
              <span class="number-name">{cardNumber.parts[index]}</span>
              <span class="number-places">{placesOf(view.digits, from, pieces)}</span>
            </li>
          ))}
        </ol>
        <div class="other-ways">
          <Press action="method.pin" class="answer" hideWhenNotAllowed>
            {cardNumber.usePin}
          </Press>
          <Press action="method.staff" class="answer" hideWhenNotAllowed>
            {method.staffShort}
          </Press>
        </div>
      </div>
      <Keypad />
    </main>
  );
}

function placesOf(typed: string, from: number, pieces: readonly number[]) {
  let at = from;
  return pieces.map((length) => {
    const start = at;
    at += length;
    return (
      <span key={start} class="number-piece">
        {Array.from({ length }, (_, i) => start + i).map((place) => (
          <span key={place} class={place === typed.length ? 'number-place number-next' : 'number-place'}>
            {typed[place] ?? ''}
          </span>
        ))}
      </span>
    );
  });
}
