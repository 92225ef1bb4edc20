import type { View } from '../../../src/screen/view.ts';

/** How a patient reaches the screen. What goes against a rule on the way is told by `faults`. */
export interface Hands {
  /** What stands on the glass. */
  view(): View | undefined;
  /** Fingers on these at once. What cannot be reached is not touched. */
  touch(...actions: readonly string[]): Promise<void>;
  keyDown(code: string): Promise<void>;
  keyUp(code: string): Promise<void>;
  /** Something no patient has a reason to do to a screen; nothing where there is no glass. */
  fumble(): Promise<void>;
  /** What is not as it must be before the next patient, once the kiosk is free; nothing where all is well. */
  leftBehind(): Promise<readonly string[]>;
  readonly faults: string[];
  close(): Promise<void>;
}
