import type { Result } from '../../problem/result.ts';
import type { Person } from '../people.ts';
import type { ChipKind } from './badChips/chipKind.ts';

/** Where the dock puts a person's card: in process, or in the virtual reader behind pcscd. */
export interface CardSlot {
  /** Whose card lies there now. */
  readonly present: Person | undefined;
  /**
   * Puts the card there, in place of the one that lies there. Settles when the reader can notice it. U-104 where
   * there is no reader to put it on.
   * @param chip what lies there under their name; the person's own card when absent
   */
  insert(person: Person, chip?: ChipKind): Promise<Result<void>>;
  remove(): Promise<void>;
  /** Takes the card away and lets go of everything. */
  close(): Promise<void>;
  /** Calls `listener` after the card was put or left, by hand or by fault; returns the way to stop that. */
  onChange(listener: () => void): () => void;
}
