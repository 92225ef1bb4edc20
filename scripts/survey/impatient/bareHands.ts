import type { PatientScreen } from '../../../src/screen/patientScreen.ts';
import type { View } from '../../../src/screen/view.ts';
import type { Hands } from './hands.ts';

/** Hands at the screen itself, with neither line nor page between. */
export class BareHands implements Hands {
  readonly faults: string[] = [];
  private readonly screen: PatientScreen;

  constructor(screen: PatientScreen) {
    this.screen = screen;
  }

  view(): View {
    return this.screen.view();
  }

  async touch(...actions: readonly string[]): Promise<void> {
    for (const action of actions) this.screen.press(action);
  }

  async keyDown(code: string): Promise<void> {
    this.screen.key({ code, up: false });
  }

  async keyUp(code: string): Promise<void> {
    this.screen.key({ code, up: true });
  }

  async fumble(): Promise<void> {}

  async leftBehind(): Promise<readonly string[]> {
    return [];
  }

  async close(): Promise<void> {}
}
