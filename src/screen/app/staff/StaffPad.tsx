import { useKiosk } from '../kiosk.ts';
import { Keypad } from '../screens/Keypad.tsx';
import { Notice } from '../screens/Notice.tsx';
import { Places } from '../screens/Places.tsx';
import { Title } from '../screens/Title.tsx';
import type { ViewFor } from '../screens/viewFor.ts';
import { LiftedCard } from './LiftedCard.tsx';
import { StaffOnly } from './StaffOnly.tsx';
import { useStaffWords } from './staffWords.ts';

/** The staff's own pad, on another ground and under another name than the PIN's. */
export function StaffPad({ view }: { readonly view: ViewFor<'staff'> }) {
  return (
    <StaffOnly>
      <Pad view={view} />
    </StaffOnly>
  );
}

function Pad({ view }: { readonly view: ViewFor<'staff'> }) {
  const { pin, staff } = useKiosk().words;
  const { pad, typed, passcode } = useStaffWords();
  return (
    <div class="question pin staff">
      <div class="asked">
        <Title>{pad}</Title>
        <p class="lead not-the-pin">{staff.notThePin}</p>
        <Places typed={view.digitsTyped} state={view.state} label={typed(view.digitsTyped)} />
        <div class="pin-state" role="status">
          {view.state === 'checking' && <p class="lead">{pin.checking}</p>}
          {view.state === 'typing' && view.passcode !== 'none' && <Notice>{passcode[view.passcode]}</Notice>}
        </div>
        <LiftedCard view={view} />
      </div>
      <Keypad heard={view.state === 'typing' ? typed(view.digitsTyped) : ''} />
    </div>
  );
}
