import type { ConsentItem } from '../consent/items.ts';
import type { Language } from '../screen/view.ts';

/** What the configuration says about visits. */
export interface VisitSettings {
  readonly clinicName: string;
  readonly institutionCode: string;
  readonly kiosk: string;
  readonly defaultLanguage: Language;
  readonly languages: readonly Language[];
  /** What patients are asked to share, in the order of the screen. */
  readonly consentItems: readonly ConsentItem[];
  readonly faceAttempts: number;
  /** What the patient does next, per language; shown with 受付完了. */
  readonly afterCheckIn: Readonly<Record<Language, string>>;
  readonly inactivityMs: number;
  readonly countdownMs: number;
  readonly doneMs: number;
  readonly problemMs: number;
  readonly faceAttemptMs: number;
  readonly eligibilityMs: number;
}
