import { type ComponentChildren, toChildArray } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { withoutReadings } from '../../kernel/furigana.ts';
import { numberedIn } from '../keypad/places.ts';
import { questionOf, unseenMs } from '../keypad/question.ts';
import type { View } from '../view.ts';
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

/** What is asked: since when it is on the glass, and whether it has been answered already, or in part. */
const asked = { question: '', at: 0, isAnswered: false };

/** Minds the moment at which another question comes onto the glass. Once, for the whole page. */
export function useQuestion(view: View): void {
  const question = questionOf(view);
  useLayoutEffect(() => {
    Object.assign(asked, { question, at: performance.now(), isAnswered: false });
  }, [question]);
}

/**
 * Whether this press was meant for the question before: it came sooner than anybody sees another one, or the browser
 * counts it as the second of a trembling hand (`detail`), under which the question has changed.
 */
function isLate({ detail }: MouseEvent): boolean {
  return !asked.isAnswered && (detail > 1 || performance.now() - asked.at < unseenMs);
}

/** Anything that can be pressed. What it means is the process's business; pressable is what the view lists. */
export function Press(props: Props) {
  const { press } = useKiosk();
  const allowed = useAllowed(props.action);
  const isOff = !allowed && props.whileOff !== undefined;
  if (!allowed && props.hideWhenNotAllowed) return null;

  function onClick(event: MouseEvent): void {
    if (!allowed) {
      props.whileOff?.();
      return;
    }
    if (isLate(event)) return;
    asked.isAnswered = true;
    press(props.action);
  }

  return (
    <button
      // A finger that went down on one thing does not come up from another: each action has its own element.
      key={props.action}
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
