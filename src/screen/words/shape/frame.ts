import type { View } from '../../view.ts';

/** Around every screen, and what may come over it: header, footer, countdown, no line to the kiosk. */
export interface FrameWords {
  readonly reception: string;
  readonly language: string;
  readonly progress: string;
  readonly steps: Readonly<Record<NonNullable<View['step']>, string>>;
  readonly cancel: string;

  /** Calls staff. */
  readonly help: string;
  readonly helpCalled: string;

  /** Beside whatever staff answer on the patient's spoken word. */
  readonly oral: string;

  readonly countdown: {
    readonly title: (seconds: number) => string;
    readonly seconds: string;
    readonly lead: string;
    readonly more: string;
    readonly end: string;
  };
  /** 体験: on every screen of it, and where it is begun. */
  readonly practice: {
    readonly mark: string;
    /** What it means for whoever stands there. */
    readonly lead: string;
    readonly start: string;
    readonly place: string;
    /** A phone is held to the reader. */
    readonly hold: string;
    readonly take: string;
    readonly end: string;
    /** Before everything that the voice says. */
    readonly spoken: string;
    /** Where a PIN is asked. */
    readonly pin: string;
  };
  readonly starting: { readonly title: string; readonly lead: string };

  /** Another browser has the patient screen. */
  readonly taken: { readonly title: string; readonly lead: string };
}
