import type { BenchSaid } from './benchView.ts';
import type { KeyPress } from './keypad/keypad.ts';
import type { View } from './view.ts';

/** What the screen server needs of the kiosk: views and pictures to show, pressed actions to pass on. */
export interface PatientScreen {
  view(): View;
  /** Calls `listener` after each change; returns the way to stop that. */
  onView(listener: (view: View) => void): () => void;
  /** JPEG pictures of the live camera while the face screen is up; returns the way to stop that. */
  onFrame(listener: (jpeg: Uint8Array) => void): () => void;
  /** A pressed `data-action`. False when it is not one of the present view's: ignored. */
  press(action: string): boolean;
  /** A key, of a number pad say, or a switch. False where it means nothing now. */
  key(press: KeyPress): boolean;
  /** What a technician typed or drew. False where none is at the kiosk. */
  tell(said: BenchSaid): boolean;
  /** Calls `listener` after each press that was taken; returns the way to stop that. */
  onPress(listener: (action: string) => void): () => void;
}
