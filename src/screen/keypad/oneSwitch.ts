import type { SwitchSettings } from './keyMap.ts';

/** What the switch does to the screen. Both answer whether there is somebody to go on for. */
export interface Stepping {
  /** @param byHand whether the patient did it, and not time */
  step(byHand: boolean): boolean;
  choose(): void;
}

/** One large switch: it steps through what may be pressed, and chooses. */
export class OneSwitch {
  private readonly settings: SwitchSettings;
  private readonly stepping: Stepping;
  private held: NodeJS.Timeout | undefined;
  private scanning: NodeJS.Timeout | undefined;

  constructor(settings: SwitchSettings, stepping: Stepping) {
    this.settings = settings;
    this.stepping = stepping;
  }

  down(): void {
    if (this.settings.way === 'hold') {
      clearTimeout(this.held);
      this.held = setTimeout(() => {
        this.held = undefined;
        this.stepping.choose();
      }, this.settings.holdMs);
      return;
    }
    if (this.scanning) this.stepping.choose();
    else this.stepping.step(true);
    this.scan();
  }

  up(): void {
    if (!this.held) return;
    clearTimeout(this.held);
    this.held = undefined;
    this.stepping.step(true);
  }

  /** The whole interval again from here on: what has just come up is not passed at once. */
  private scan(): void {
    clearInterval(this.scanning);
    this.scanning = setInterval(() => {
      if (this.stepping.step(false)) return;
      clearInterval(this.scanning);
      this.scanning = undefined;
    }, this.settings.scanMs);
    this.scanning.unref();
  }
}
