import { CardFrontDrawing } from '../drawings/CardFrontDrawing.tsx';
import { type NumberPart, numberParts } from '../drawings/printedPlaces.ts';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Keypad } from './Keypad.tsx';
import { Notice } from './Notice.tsx';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';
import { WhichCalendar } from './WhichCalendar.tsx';

/** How each number is grouped where it is typed: as it is printed. */
const pieces = { birth: [2, 2, 2], expiry: [4], code: [4] } as const satisfies Record<NumberPart, readonly number[]>;

/**
 * Copied off the card, one number after the other; a drawing says where each stands. What is typed is shown, so that
 * the patient can compare, and each of the three can be gone back to.
 */
export function CardNumberScreen({ view }: { readonly view: ViewFor<'card-number'> }) {
  const { cardNumber } = useKiosk().words;
  if (view.state === 'asking') return <WhichCalendar births={view.births} />;
  const asked = cardNumber.parts[view.part];
  const isFull = numberParts.every((part) => view.digits[part].length === placesIn(part));
  return (
    <main class="question pin card-number">
      <div class="asked">
        <Title>{isFull ? cardNumber.full : asked.title}</Title>
        <div class="number-lead" role="status">
          {view.state === 'doubted' ? (
            <Notice>{cardNumber.doubted}</Notice>
          ) : (
            <p class="lead">
              <Phrases>{isFull ? cardNumber.fullLead : asked.lead}</Phrases>
            </p>
          )}
        </div>
        <div class="number-places">
          <div class="number-where">
            <CardFrontDrawing now={isFull ? undefined : view.part} label={cardNumber.card} />
            <Press action="method.pin" class="answer" hideWhenNotAllowed>
              {cardNumber.usePin}
            </Press>
          </div>
          <ol class="number-parts">
            {numberParts.map((part, index) => (
              <li key={part}>
                <Part part={part} number={index + 1} typed={view.digits[part]} isNow={part === view.part && !isFull} />
              </li>
            ))}
          </ol>
        </div>
      </div>
      <Keypad heard={asked.typed(view.digits[view.part].length)} />
    </main>
  );
}

interface PartProps {
  readonly part: NumberPart;
  readonly number: number;
  readonly typed: string;
  readonly isNow: boolean;
}

/** One of the three numbers, to be gone back to by touching it. */
function Part({ part, number, typed, isNow }: PartProps) {
  const { name } = useKiosk().words.cardNumber.parts[part];
  return (
    <Press action={`number.${part}`} class={isNow ? 'number-part number-part-now' : 'number-part'} current={isNow}>
      <span class="number-mark" aria-hidden="true">
        {number}
      </span>
      <span class="number-words">
        <span class="number-name">
          <Phrases>{name}</Phrases>
        </span>
        <span class="number-typed">{placesOf(part, typed, isNow)}</span>
      </span>
    </Press>
  );
}

function placesIn(part: NumberPart): number {
  return pieces[part].reduce((sum, length) => sum + length, 0);
}

function placesOf(part: NumberPart, typed: string, isNow: boolean) {
  let at = 0;
  return pieces[part].map((length) => {
    const start = at;
    at += length;
    return (
      <span key={start} class="number-piece">
        {Array.from({ length }, (_, i) => start + i).map((place) => (
          <span key={place} class={isNow && place === typed.length ? 'number-place number-next' : 'number-place'}>
            {typed[place] ?? ''}
          </span>
        ))}
      </span>
    );
  });
}
