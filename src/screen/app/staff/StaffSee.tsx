import { Press } from '../Press.tsx';
import { Title } from '../screens/Title.tsx';
import type { ViewFor } from '../screens/viewFor.ts';
import { LiftedCard } from './LiftedCard.tsx';
import { StaffOnly } from './StaffOnly.tsx';
import { useStaffWords } from './staffWords.ts';

/** Staff compare the card, in their hand or on the reader, with the person, and say why they do. */
export function StaffSee({ view }: { readonly view: ViewFor<'staff'> }) {
  const staff = useStaffWords();
  return (
    <StaffOnly>
      <div class="question consent-items seeing">
        <div class="asked">
          <Title>{staff.see}</Title>
          <p class="lead">{staff.seeLead}</p>
          <LiftedCard view={view} />
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
      </div>
    </StaffOnly>
  );
}
