import { LockIcon, NoticeIcon, PersonAtDeskIcon } from '../drawings/icons.tsx';
import { FaceDrawing, PinDrawing } from '../drawings/MethodDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Choice } from './Choice.tsx';
import { Notice } from './Notice.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/**
 * Face, PIN, or the staff's eyes. The tries left on the PIN are shown before it is chosen, and the last one is said to
 * be the last.
 */
export function MethodScreen({ view }: { readonly view: ViewFor<'method'> }) {
  const { method } = useKiosk().words;
  const faceOff = view.face === 'unavailable' || view.face === 'exhausted';
  const pinHint = { available: method.pinHint, 'last-try': method.pinLastTry, locked: method.pinLocked }[view.pin];

  return (
    <main class="question method">
      <div class="asked">
        <Title>{method.title}</Title>
        <div class="notice-place" role="status">
          {view.notice !== 'none' && <Notice>{method.notice[view.notice]}</Notice>}
        </div>
      </div>
      <div class="choices">
        <Choice
          action={view.face === 'number-needed' ? 'method.number' : 'method.face'}
          drawing={<FaceDrawing />}
          name={method.face}
          hint={method.faceState[view.face]}
          disabled={faceOff}
        />
        <Choice
          action="method.pin"
          drawing={<PinDrawing />}
          name={method.pin}
          hint={pinHint}
          disabled={view.pin === 'locked'}
        >
          <span class={`tries tries-${view.pin}`}>
            {view.pin !== 'available' && (view.pin === 'locked' ? <LockIcon /> : <NoticeIcon />)}
            {method.triesLeft(view.pinTriesLeft)}
          </span>
        </Choice>
      </div>
      <Press action="method.staff" class="answer ask-staff" hideWhenNotAllowed>
        <PersonAtDeskIcon />
        {method.staff}
      </Press>
    </main>
  );
}
