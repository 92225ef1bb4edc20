import { PersonAtDeskIcon } from '../drawings/icons.tsx';
import { Press } from '../Press.tsx';
import { useStaffWords } from './staffWords.ts';

/** Over everything on the kiosk that is not for patients, with the way back to what is. */
export function StaffBand() {
  const staff = useStaffWords();
  return (
    <div class="staff-band">
      <p class="staff-band-name">
        <PersonAtDeskIcon />
        {staff.only}
      </p>
      <Press action="staff.close" class="staff-close" hideWhenNotAllowed>
        {staff.close}
      </Press>
    </div>
  );
}
