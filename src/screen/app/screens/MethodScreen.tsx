import { LockIcon, NoticeIcon } from '../drawings/icons.tsx';
import { FaceDrawing, PinDrawing } from '../drawings/MethodDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** Face or PIN. The tries left on the PIN are shown before it is chosen, and the last one is said to be the last. */
export function MethodScreen({ view }: { readonly view: ViewFor<'method'> }) {
  const { method } = useKiosk().words;
  const faceOff = view.face === 'unavailable' || view.face === 'exhausted';
  const pinHint = { available: method.pinHint, 'last-try': method.pinLastTry, locked: method.pinLocked }[view.pin];

  return (
    <main class="question method">
      <div class="asked">
        <Title>{method.title}</Title>
        <div class="notice-place" role="status">
          {view.notice !== 'none' && (
            <p class="notice">
              <NoticeIcon />
              {method.notice[view.notice]}
            </p>
          )}
        </div>
      </div>
      <div class="choices">
        <Press action="method.face" class="choice" disabled={faceOff}>
          <FaceDrawing />
          <span class="choice-words">
            <b class="choice-name">{method.face}</b>
            <span class="choice-hint">{method.faceState[view.face]}</span>
          </span>
        </Press>
        <Press action="method.pin" class="choice" disabled={view.pin === 'locked'}>
          <PinDrawing />
          <span class="choice-words">
            <b class="choice-name">{method.pin}</b>
            <span class="choice-hint">{pinHint}</span>
            <span class={`tries tries-${view.pin}`}>
              {view.pin !== 'available' && (view.pin === 'locked' ? <LockIcon /> : <NoticeIcon />)}
              {method.triesLeft(view.pinTriesLeft)}
            </span>
          </span>
        </Press>
      </div>
    </main>
  );
}
