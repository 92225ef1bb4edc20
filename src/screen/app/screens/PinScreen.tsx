import { useEffect } from 'preact/hooks';
import { BackspaceIcon, NoticeIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const places = [0, 1, 2, 3] as const;

/** Four dots and a keypad. The digits live in the process only; the browser is told how many there are. */
export function PinScreen({ view }: { readonly view: ViewFor<'pin'> }) {
  const { pin } = useKiosk().words;
  useKeyboard();
  const lastTry = view.triesLeft === 1;

  return (
    <main class="question pin">
      <div class="asked">
        <Title>{pin.title}</Title>
        <p class="lead">{pin.lead}</p>
        <div class={`places places-${view.state}`} role="img" aria-label={pin.typed(view.digitsTyped)}>
          {places.map((place) => (
            <span key={place} class={place < view.digitsTyped ? 'place place-typed' : 'place'} />
          ))}
        </div>
        <div class="pin-state" role="status">
          {view.state === 'checking' && <p class="lead">{pin.checking}</p>}
          {view.state === 'wrong' && (
            <p class="notice">
              <NoticeIcon />
              {pin.wrong}
            </p>
          )}
          {view.state !== 'checking' && (
            <p class={lastTry ? 'tries tries-last-try' : 'tries'}>
              {lastTry && <NoticeIcon />}
              {lastTry ? pin.lastTry : pin.triesLeft(view.triesLeft)}
            </p>
          )}
        </div>
        <Press action="method.face" class="answer use-face" hideWhenNotAllowed>
          {pin.useFace}
        </Press>
      </div>
      <fieldset class="keypad">
        <legend class="unseen">{pin.keypad}</legend>
        {digits.map((digit) => (
          <Press key={digit} action={`pin.digit.${digit}`} class="key">
            {digit}
          </Press>
        ))}
        <Press action="pin.clear" class="key key-word">
          <BackspaceIcon />
          {pin.clear}
        </Press>
        <Press action="pin.digit.0" class="key">
          0
        </Press>
        <Press action="pin.submit" class="key key-word key-submit">
          {pin.submit}
        </Press>
      </fieldset>
    </main>
  );
}

/** A number pad on a cable, for those who cannot use the glass. */
function useKeyboard(): void {
  const { view, press } = useKiosk();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const action = actionOf(event);
      if (!action || event.repeat || !view.actions.includes(action)) return;
      event.preventDefault();
      press(action);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [view, press]);
}

function actionOf(event: KeyboardEvent): string | undefined {
  if (/^\d$/.test(event.key)) return `pin.digit.${event.key}`;
  if (event.key === 'Backspace') return 'pin.clear';
  // Enter on a button somebody has tabbed to means that button.
  const onButton = event.target instanceof HTMLButtonElement;
  if (event.key === 'Enter' && !onButton) return 'pin.submit';
  return undefined;
}
