import { NoticeIcon, PersonAtDeskIcon } from '../drawings/icons.tsx';
import { FaceDrawing, PinDrawing } from '../drawings/MethodDrawing.tsx';
import { useAllowed, useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Choice } from './Choice.tsx';
import { Notice } from './Notice.tsx';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/**
 * Face, PIN, or the staff's eyes. The tries left on the PIN are shown before it is chosen, and the last one is said to
 * be the last.
 */
export function MethodScreen({ view }: { readonly view: ViewFor<'method'> }) {
  const { method } = useKiosk().words;
  const byFace = view.face === 'number-needed' ? 'method.number' : 'method.face';
  const isAlone = !useAllowed(byFace);
  const isLastTry = view.pin === 'last-try';
  const pinState = method.pinState[isLastTry && isAlone ? 'last-try-alone' : view.pin];

  return (
    <main class="question method">
      <div class="asked">
        <Title>{method.title}</Title>
        <div class="notice-place" role="status">
          {view.notice !== 'none' && <Notice>{method.notice[view.notice]}</Notice>}
        </div>
      </div>
      <div class="choices">
        <Choice action={byFace} drawing={<FaceDrawing />} name={method.face} hint={method.faceState[view.face]} />
        <Choice
          action="method.pin"
          drawing={<PinDrawing />}
          name={method.pin}
          hint={isLastTry ? <LastTry>{pinState}</LastTry> : pinState}
        >
          {view.pin === 'available' && (
            <span class="tries">
              <Phrases>{method.triesLeft(view.pinTriesLeft)}</Phrases>
            </span>
          )}
        </Choice>
      </div>
      <Press action="method.staff" class="answer ask-staff" hideWhenNotAllowed>
        <PersonAtDeskIcon />
        {method.staff}
      </Press>
    </main>
  );
}

function LastTry({ children }: { readonly children: string }) {
  return (
    <span class="tries tries-last-try">
      <NoticeIcon />
      <span>
        <Phrases>{children}</Phrases>
      </span>
    </span>
  );
}
