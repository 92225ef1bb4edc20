import type { ConsentItem, ConsentKinds } from '../consent/items.ts';
import type { WeeklyHours } from '../kernel/weeklyHours.ts';
import type { OwnSentence } from '../problem/languages.ts';
import type { KanjiVariants } from '../reception/link/kanjiVariants.ts';
import type { KeyMap, SwitchSettings } from '../screen/keypad/keyMap.ts';
import type { PatientSettings } from '../screen/settings.ts';
import type { Language, ReaderPlace } from '../screen/view.ts';

/** What the configuration says about visits. */
export interface VisitSettings {
  readonly clinicName: string;
  readonly institutionCode: string;
  readonly kiosk: string;
  readonly defaultLanguage: Language;
  readonly languages: readonly Language[];
  /** How every patient sees and hears the screen until they change it. */
  readonly defaultSeen: PatientSettings;
  readonly keyMap: KeyMap;
  readonly oneSwitch: SwitchSettings;
  /** What patients are asked to share, in the order of the screen. */
  readonly consentItems: readonly ConsentItem[];
  /** Whether the items cover more: 電子カルテ情報共有. */
  readonly consentKinds: ConsentKinds;
  /** Whether the patient is asked 電子/紙 at reception. */
  readonly asksPrescriptionForm: boolean;
  /** Whether PMH is asked about subsidies. */
  readonly asksSubsidies: boolean;
  /** What the buttons say: 利用する, or 提供する as some readers do. */
  readonly subsidyVerb: 'use' | 'provide';
  /** Whether phones are taken: a second reader is there. */
  readonly takesPhones: boolean;
  /** Whether staff may look instead of a machine (目視). */
  readonly offersVisual: boolean;
  /** Characters that stand for each other in names, where the clinic has added some. */
  readonly nameVariants?: KanjiVariants;
  /** Where the card reader is, for the free screen to draw it there. */
  readonly reader: ReaderPlace;
  /** When the clinic is open; always where this is empty. */
  readonly hours: readonly WeeklyHours[];
  /** How long the screen takes no touch while it is wiped. */
  readonly cleaningMs: number;
  readonly faceAttempts: number;
  /** What the patient does next, shown with 受付完了. */
  readonly afterCheckIn: OwnSentence;
  /** The same for somebody whom the clinic has no number of yet. */
  readonly afterFirstVisit: OwnSentence;
  readonly inactivityMs: number;
  /** The same while staff are on their way. */
  readonly helpedInactivityMs: number;
  readonly countdownMs: number;
  /** How long a card may be in somebody's hand while staff look at it (目視). */
  readonly liftedMs: number;
  /** How long 受付完了 stays once the card is gone. */
  readonly doneMs: number;
  readonly problemMs: number;
  /** Longest that one face attempt can take, a turn of the head included. */
  readonly faceAttemptMs: number;
  readonly eligibilityMs: number;
}
