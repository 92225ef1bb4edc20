import type { VisualReason } from '../../../reception/evidence.ts';
import type { View } from '../../view.ts';

type Staff = Extract<View, { screen: 'staff' }>;

/** 目視: what only staff read on the kiosk, in the language of the staff. */
export interface StaffWords {
  readonly close: string;
  /** What stands over everything that is not for patients. */
  readonly only: string;
  readonly pad: string;
  readonly typed: (n: number) => string;
  readonly passcode: Readonly<Record<Exclude<Staff['passcode'], 'none'>, string>>;
  readonly see: string;
  readonly seeLead: string;
  readonly reasons: Readonly<Record<VisualReason, string>>;
  readonly patientAnswers: string;
  readonly staffAnswers: string;
}
