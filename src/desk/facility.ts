import type { ConsentItem, ConsentKinds } from '../consent/items.ts';
import type { Language, OwnSentence } from '../problem/languages.ts';
import type { KanjiVariants } from '../reception/link/kanjiVariants.ts';
import type { OptionalColumn } from './pages/arrivalColumns.ts';

/** What the desk knows of the clinic and of this device. */
export interface Facility {
  readonly clinicName: string;
  /** 10 digits. */
  readonly institutionCode: string;
  readonly kiosk: string;
  /** The items this clinic asks consent for. */
  readonly consentItems: readonly ConsentItem[];
  readonly consentKinds: ConsentKinds;
  /** What the list of arrivals shows beside time, name and state. */
  readonly listColumns: readonly OptionalColumn[];
  /** What patients may choose from on the kiosk. */
  readonly languages: readonly Language[];
  /** The clinic's own sentences there. */
  readonly afterCheckIn: OwnSentence;
  readonly afterFirstVisit: OwnSentence;
  /** Characters that stand for each other in names, where the clinic has added some. */
  readonly nameVariants?: KanjiVariants;
}
