import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { StageScreen } from '../screens/StageScreen.tsx';
import type { ViewFor } from '../screens/viewFor.ts';
import { LiftedCard } from './LiftedCard.tsx';

/** What the patient reads meanwhile. There is nothing here to type on: a card's PIN must not land in a staff pad. */
export function StaffWaiting({ view }: { readonly view: ViewFor<'staff'> }) {
  const { staff, pin, face } = useKiosk().words;
  return (
    <StageScreen
      kind="staff-waiting"
      drawing={<Scene happening={view.card === 'in-hand' ? 'resting' : 'waiting'} />}
      title={staff.title}
      lead={staff.lead}
    >
      <LiftedCard view={view} />
      <div class="other-ways">
        <Press action="method.face" class="answer" hideWhenNotAllowed>
          {pin.useFace}
        </Press>
        <Press action="method.pin" class="answer" hideWhenNotAllowed>
          {face.usePin}
        </Press>
      </div>
      <Press action="staff.open" class="staff-door" hideWhenNotAllowed>
        {staff.open}
      </Press>
    </StageScreen>
  );
}
