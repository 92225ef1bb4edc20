import { useKiosk } from '../kiosk.ts';
import { Keypad } from '../screens/Keypad.tsx';
import { Notice } from '../screens/Notice.tsx';
import { Places } from '../screens/Places.tsx';
import { Title } from '../screens/Title.tsx';
import type { ViewFor } from '../screens/viewFor.ts';
import { LiftedCard } from './LiftedCard.tsx';
import { StaffBand } from './StaffBand.tsx';

/** The staff's own pad, on another ground and under another name than the PIN's. */
export function StaffPad({ view }: { readonly view: ViewFor<'staff'> }) {
  const { staff, pin } = useKiosk().words;
  return (
    <main class="staff-only">
      <StaffBand />
      <div class="question pin staff">
        <div class="asked">
          <Title>{staff.pad}</Title>
          <p class="lead not-the-pin">{staff.notThePin}</p>
          <Places typed={view.digitsTyped} state={view.state} label={staff.typed(view.digitsTyped)} />
          <div class="pin-state" role="status">
            {view.state === 'checking' && <p class="lead">{pin.checking}</p>}
            {view.state === 'typing' && view.passcode !== 'none' && <Notice>{staff.passcode[view.passcode]}</Notice>}
          </div>
          <LiftedCard view={view} />
        </div>
        <Keypad heard={view.state === 'typing' ? staff.typed(view.digitsTyped) : ''} />
      </div>
    </main>
  );
}
