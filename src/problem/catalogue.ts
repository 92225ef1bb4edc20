import { cardProblems } from './catalogue/card.ts';
import { deskProblems } from './catalogue/desk.ts';
import { deviceProblems } from './catalogue/device.ts';
import { eligibilityProblems } from './catalogue/eligibility.ts';
import { identityProblems } from './catalogue/identity.ts';
import { recordingProblems } from './catalogue/recording.ts';
import { setUpProblems } from './catalogue/setUp.ts';
import { startProblems } from './catalogue/start.ts';
import { visitProblems } from './catalogue/visit.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';

/**
 * Every error a patient, a receptionist or a support line may meet. Hundreds: 1 card and reader, 2 proof of identity,
 * 3 the visit itself, 4 eligibility, 5 recording and delivery, 6 the device, 7 configuration and start,
 * 8 the staff desk.
 * Numbers are never reused. They are our own and are not those of the official readers.
 */
export const catalogue = {
  ...cardProblems,
  ...identityProblems,
  ...visitProblems,
  ...eligibilityProblems,
  ...recordingProblems,
  ...deviceProblems,
  ...startProblems,
  ...setUpProblems,
  ...deskProblems,
} as const;

/** The number of an error, as the patient's screen, the desk, the log and the support line show it. */
export type ProblemCode = keyof typeof catalogue;
