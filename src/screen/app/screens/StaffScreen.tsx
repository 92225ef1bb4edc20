import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Keypad } from './Keypad.tsx';
import { Notice } from './Notice.tsx';
import { Places } from './Places.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** 目視: the patient waits; a staff member types a passcode, compares, and says why. */
export function StaffScreen({ view }: { readonly view: ViewFor<'staff'> }) {
  return view.state === 'seeing' ? <Seeing view={view} /> : <Waiting view={view} />;
}

function Waiting({ view }: { readonly view: ViewFor<'staff'> }) {
  const { staff, pin } = useKiosk().words;
  return (
    <main class="question pin staff">
      <div class="asked">
        <Title>{staff.title}</Title>
        <p class="lead">{staff.lead}</p>
        <Places typed={view.digitsTyped} state={view.state} label={staff.typed(view.digitsTyped)} />
        <div class="pin-state" role="status">
          {view.state === 'checking' && <p class="lead">{pin.checking}</p>}
          {view.state === 'waiting' && view.passcode !== 'none' && <Notice>{staff.passcode[view.passcode]}</Notice>}
        </div>
        <OtherWays />
      </div>
      <Keypad heard={view.state === 'waiting' ? staff.typed(view.digitsTyped) : ''} />
    </main>
  );
}

function Seeing({ view }: { readonly view: ViewFor<'staff'> }) {
  const { staff } = useKiosk().words;
  return (
    <main class="question consent-items seeing">
      <div class="asked">
        <Title>{staff.see}</Title>
        <p class="lead">{staff.seeLead}</p>
      </div>
      <ul class="rows">
        {view.reasons.map((reason) => (
          <li key={reason} class="row">
            <span class="item-words" id={`reason-${reason}`}>
              <b>{staff.reasons[reason]}</b>
            </span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by words that stand beside it */}
            <div class="pair" role="group" aria-labelledby={`reason-${reason}`}>
              <Press action={`visual.${reason}`} class="half">
                {staff.patientAnswers}
              </Press>
              <Press action={`visual.${reason}.oral`} class="half">
                {staff.staffAnswers}
              </Press>
            </div>
          </li>
        ))}
      </ul>
    </main>
  );
}

function OtherWays() {
  const { pin, face } = useKiosk().words;
  return (
    <div class="other-ways">
      <Press action="method.face" class="answer" hideWhenNotAllowed>
        {pin.useFace}
      </Press>
      <Press action="method.pin" class="answer" hideWhenNotAllowed>
        {face.usePin}
      </Press>
    </div>
  );
}
