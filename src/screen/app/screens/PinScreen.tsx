import { NoticeIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Keypad } from './Keypad.tsx';
import { Notice } from './Notice.tsx';
import { Phrases } from './Phrases.tsx';
import { Places } from './Places.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** Four dots and a keypad. The digits live in the process only; the browser is told how many there are. */
export function PinScreen({ view }: { readonly view: ViewFor<'pin'> }) {
  const { pin, phone, method } = useKiosk().words;
  const lastTry = view.triesLeft === 1;
  const typed = pin.typed(view.digitsTyped);
  // Then the card's answer is what is heard.
  const isRefused = view.state === 'wrong' && view.digitsTyped === 0;

  return (
    <main class="question pin">
      <div class="asked">
        <Title>{pin.title}</Title>
        <p class="lead">
          <Phrases>{view.of === 'phone' ? phone.pinLead : pin.lead}</Phrases>
        </p>
        <Places typed={view.digitsTyped} state={view.state} label={typed} />
        <div class="pin-state" role="status">
          {view.state === 'checking' && (
            <p class="lead">
              <Phrases>{pin.checking}</Phrases>
            </p>
          )}
          {view.state === 'wrong' && <Notice>{pin.wrong}</Notice>}
          {view.state !== 'checking' && view.triesLeft !== null && (
            <p class={lastTry ? 'tries tries-last-try' : 'tries'}>
              {lastTry && <NoticeIcon />}
              <span>
                <Phrases>{lastTry ? pin.lastTry : pin.triesLeft(view.triesLeft)}</Phrases>
              </span>
            </p>
          )}
        </div>
        <div class="other-ways">
          <Press action="method.face" class="answer" hideWhenNotAllowed>
            {pin.useFace}
          </Press>
          <Press action="method.staff" class="answer" hideWhenNotAllowed>
            {method.staffShort}
          </Press>
        </div>
      </div>
      <Keypad heard={view.state === 'checking' || isRefused ? '' : typed} />
    </main>
  );
}
