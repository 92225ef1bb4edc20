import type { PlacedCard } from '../card/placedCard.ts';
import type { ConsentItem } from '../consent/items.ts';
import type { Problem } from '../problem/result.ts';
import type { Language } from '../screen/view.ts';

/** What the reader reports. */
export type HardwareEvent =
  | { readonly type: 'reader.ready' }
  | { readonly type: 'reader.lost'; readonly problem: Problem }
  | { readonly type: 'card.placed'; readonly card: PlacedCard }
  | { readonly type: 'card.removed' }
  | { readonly type: 'card.failed'; readonly problem: Problem };

/** What the patient does. `patient.acted` comes before each of the others and renews the patient's time. */
export type PatientEvent =
  | { readonly type: 'patient.acted' }
  | { readonly type: 'language.chosen'; readonly language: Language }
  | { readonly type: 'method.face' }
  | { readonly type: 'method.pin' }
  | { readonly type: 'face.retry' }
  | { readonly type: 'pin.typed' }
  | { readonly type: 'pin.submit' }
  | { readonly type: 'consent.all' }
  | { readonly type: 'consent.none' }
  | { readonly type: 'consent.choose' }
  | { readonly type: 'item.answered'; readonly item: ConsentItem; readonly agreed: boolean }
  | { readonly type: 'consent.submit' }
  | { readonly type: 'done.ok' }
  | { readonly type: 'cancel' };

/** What one part of the statechart tells another. */
export type InnerEvent =
  | { readonly type: 'visit.begins' }
  | { readonly type: 'attention.asked' }
  | { readonly type: 'attention.held' }
  | { readonly type: 'attention.lost' };

export type VisitEvent = HardwareEvent | PatientEvent | InnerEvent;
