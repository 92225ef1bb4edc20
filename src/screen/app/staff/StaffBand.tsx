import { PersonAtDeskIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';

/** Over everything on the kiosk that is not for patients. */
export function StaffBand() {
  const { staff } = useKiosk().words;
  return (
    <p class="staff-band">
      <PersonAtDeskIcon />
      {staff.only}
    </p>
  );
}
