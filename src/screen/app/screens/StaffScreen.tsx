import { StaffPad } from '../staff/StaffPad.tsx';
import { StaffSee } from '../staff/StaffSee.tsx';
import { StaffWaiting } from '../staff/StaffWaiting.tsx';
import type { ViewFor } from './viewFor.ts';

/** 目視: the patient waits; a staff member opens their own pad, types a passcode, compares, and says why. */
export function StaffScreen({ view }: { readonly view: ViewFor<'staff'> }) {
  switch (view.state) {
    case 'waiting':
      return <StaffWaiting view={view} />;
    case 'typing':
    case 'checking':
      return <StaffPad view={view} />;
    case 'seeing':
      return <StaffSee view={view} />;
    default:
      return view.state satisfies never;
  }
}
