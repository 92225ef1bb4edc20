import { Listeners } from '../kernel/listeners.ts';
import type { BenchSaid } from '../screen/benchView.ts';
import type { KeyPress } from '../screen/keypad/keypad.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import type { View } from '../screen/view.ts';

/** One glass, and behind it one screen at a time: whichever is turned to the patient is seen and pressed. */
export class TurningScreen implements PatientScreen {
  private readonly views = new Listeners<[view: View]>();
  private readonly frames = new Listeners<[jpeg: Uint8Array]>();
  private readonly presses = new Listeners<[action: string]>();
  private shown: PatientScreen;
  private stops: readonly (() => void)[] = [];

  constructor(first: PatientScreen) {
    this.shown = first;
    this.listen();
  }

  /** Turns this screen to the patient. */
  turn(to: PatientScreen): void {
    if (to === this.shown) return;
    for (const stop of this.stops) stop();
    this.shown = to;
    this.listen();
    this.views.tell(to.view());
  }

  view(): View {
    return this.shown.view();
  }

  press(action: string): boolean {
    return this.shown.press(action);
  }

  key(press: KeyPress): boolean {
    return this.shown.key(press);
  }

  tell(said: BenchSaid): boolean {
    return this.shown.tell(said);
  }

  onView(listener: (view: View) => void): () => void {
    return this.views.add(listener);
  }

  onFrame(listener: (jpeg: Uint8Array) => void): () => void {
    return this.frames.add(listener);
  }

  onPress(listener: (action: string) => void): () => void {
    return this.presses.add(listener);
  }

  private listen(): void {
    const { shown } = this;
    this.stops = [
      shown.onView((view) => this.views.tell(view)),
      shown.onFrame((jpeg) => this.frames.tell(jpeg)),
      shown.onPress((action) => this.presses.tell(action)),
    ];
  }
}
