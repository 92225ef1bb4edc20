import type { PhoneToken } from '../card/phoneToken.ts';
import type { PlacedCard } from '../card/placedCard.ts';
import type { ConsentItem } from '../consent/items.ts';
import type { Problem } from '../problem/result.ts';
import type { VisualReason } from '../reception/evidence.ts';
import type { SettingsChange } from '../screen/settings.ts';
import type { Language, Panel } from '../screen/view.ts';

/** What the readers and the storage report. */
export type HardwareEvent =
  | { readonly type: 'reader.ready' }
  | { readonly type: 'reader.lost'; readonly problem: Problem }
  | { readonly type: 'card.placed'; readonly card: PlacedCard }
  | { readonly type: 'card.removed' }
  | { readonly type: 'card.failed'; readonly problem: Problem }
  | { readonly type: 'phone.held'; readonly phone: PhoneToken }
  | { readonly type: 'phone.removed' }
  /** The queue can take no further reception, or can again. */
  | { readonly type: 'storage.refused'; readonly problem: Problem }
  | { readonly type: 'storage.ready' }
  /** Nobody may begin from here on, and whoever is being served is served: an update is going to be written. */
  | { readonly type: 'update.begun'; readonly problem: Problem }
  | { readonly type: 'update.over' };

/** What the patient does. `patient.acted` comes before each of the others and renews the patient's time. */
export type PatientEvent =
  /** Two corners held, or the desk: the screen is going to be wiped. */
  | { readonly type: 'cleaning.start' }
  /** Four corners pressed, or the desk: a technician is here. */
  | { readonly type: 'diagnostics.start' }
  | { readonly type: 'patient.acted' }
  | { readonly type: 'language.chosen'; readonly language: Language }
  | { readonly type: 'settings'; readonly change: SettingsChange }
  | { readonly type: 'panel'; readonly panel: Panel }
  /** Somebody uses keys instead of the glass. */
  | { readonly type: 'keys.used' }
  | { readonly type: 'help' }
  | { readonly type: 'phone.start' }
  | { readonly type: 'phone.android' }
  | { readonly type: 'phone.iphone' }
  | { readonly type: 'register.yes' }
  | { readonly type: 'register.no' }
  | { readonly type: 'method.face' }
  | { readonly type: 'method.pin' }
  | { readonly type: 'method.staff' }
  | { readonly type: 'method.number' }
  /** 「職員の方はこちら」, and back to the patient's screen. */
  | { readonly type: 'staff.open' }
  | { readonly type: 'staff.close' }
  | { readonly type: 'face.retry' }
  | { readonly type: 'digits.typed' }
  /** The year of birth is printed so. */
  | { readonly type: 'number.era' }
  | { readonly type: 'number.western' }
  | { readonly type: 'number.again' }
  | { readonly type: 'pin.submit' }
  /** Pressed by the staff member who has just typed a passcode. `oral`: staff will enter the patient's spoken answers. */
  | { readonly type: 'visual.seen'; readonly reason: VisualReason; readonly oral: boolean }
  | { readonly type: 'notice.next' }
  | { readonly type: 'consent.all' }
  | { readonly type: 'consent.none' }
  | { readonly type: 'consent.choose' }
  | { readonly type: 'item.answered'; readonly item: ConsentItem; readonly agreed: boolean }
  | { readonly type: 'consent.submit' }
  | { readonly type: 'prescription.electronic' }
  | { readonly type: 'prescription.paper' }
  | { readonly type: 'subsidy.use' }
  | { readonly type: 'subsidy.decline' }
  | { readonly type: 'subsidy.choose' }
  | { readonly type: 'subsidy.answered'; readonly certificate: string; readonly wanted: boolean }
  | { readonly type: 'subsidy.submit' }
  | { readonly type: 'done.ok' }
  | { readonly type: 'cancel' };

/** What staff do at the desk about the visit at the kiosk. */
export type DeskEvent =
  | {
      readonly type: 'visual.approved';
      readonly staff: string;
      readonly reason: VisualReason;
      readonly oral: boolean;
    }
  /** Staff compared person and photo: this is not the holder of the card. */
  | { readonly type: 'visual.refused'; readonly staff: string }
  /** 照合番号B was typed at the desk; its digits wait in their entry. */
  | { readonly type: 'number.told' }
  | { readonly type: 'help.answered' };

/** What a technician does who is at the kiosk. */
export type TechnicianEvent =
  /** Has said who they are. */
  | { readonly type: 'diagnostics.open' }
  /** The parts are run for hours, unwatched. */
  | { readonly type: 'diagnostics.burn-in'; readonly ms: number }
  | { readonly type: 'diagnostics.burnt-in' }
  | { readonly type: 'diagnostics.end' };

/** What one part of the statechart tells another. */
export type InnerEvent =
  | { readonly type: 'visit.begins' }
  /** The card that was laid down now belongs to the visit that is going on. */
  | { readonly type: 'card.taken-up' }
  /** Nothing is left to do but to take the card away. */
  | { readonly type: 'card.owed' }
  /** The machine itself calls staff for the patient. */
  | { readonly type: 'staff.wanted' }
  | { readonly type: 'front.wanted' }
  | { readonly type: 'attention.asked' }
  | { readonly type: 'attention.held' }
  | { readonly type: 'attention.lost' };

export type VisitEvent = HardwareEvent | PatientEvent | DeskEvent | TechnicianEvent | InnerEvent;
