import { type ComponentChildren, toChildArray } from 'preact';
import { withoutReadings } from '../../kernel/furigana.ts';
import { numberedIn } from '../keypad/places.ts';
import { questionOf } from '../keypad/question.ts';
import { useAllowed, useKiosk } from './kiosk.ts';
import { Phrases } from './screens/Phrases.tsx';

interface Props {
  readonly action: string;
  readonly class: string;
  readonly children: ComponentChildren;
  readonly label?: string;
  /** Where nothing else would be on screen to say why, a thing that cannot be pressed is left out. */
  readonly hideWhenNotAllowed?: boolean;
  readonly checked?: boolean;
  /** Whether this is the one of a few that the screen is at. */
  readonly current?: boolean;
  /** What is used again in a moment stays in reach of the keyboard and is heard to be off. Told when it is pressed. */
  readonly whileOff?: () => void;
}

/** The question the last accepted press answered, for the check below. */
let pressedOn: string | undefined;

/** Anything that can be pressed. What it means is the process's business; pressable is what the view lists. */
export function Press(props: Props) {
  const { view, press } = useKiosk();
  const allowed = useAllowed(props.action);
  const isOff = !allowed && props.whileOff !== undefined;
  if (!allowed && props.hideWhenNotAllowed) return null;

  function onClick(event: MouseEvent): void {
    if (!allowed) {
      props.whileOff?.();
      return;
    }
    // A trembling hand taps twice. The browser counts such taps (`detail`), and the second one must not answer the
    // question that has just come up under the finger.
    const question = questionOf(view);
    if (event.detail > 1 && pressedOn !== question) return;
    pressedOn = question;
    press(props.action);
  }

  return (
    <button
      type="button"
      class={`press ${props.class}`}
      data-action={props.action}
      disabled={!allowed && !isOff}
      aria-disabled={isOff || undefined}
      aria-label={props.label && withoutReadings(props.label)}
      aria-pressed={props.checked}
      aria-current={props.current ? 'step' : undefined}
      onClick={onClick}
    >
      <KeyNumber action={props.action} />
      {toChildArray(props.children).map((child) =>
        typeof child === 'string' ? (
          <span key={child}>
            <Phrases>{child}</Phrases>
          </span>
        ) : (
          child
        ),
      )}
    </button>
  );
}

/** The number that chooses this, while somebody uses keys. */
function KeyNumber({ action }: { readonly action: string }) {
  const { view } = useKiosk();
  const isAllowed = useAllowed(action);
  const number = view.keys ? numberedIn(view).indexOf(action) + 1 : 0;
  if (number === 0 || !isAllowed) return null;
  return (
    <span class="key-number" aria-hidden="true">
      {number}
    </span>
  );
}
