/** Until the card or phone is read, and 利用登録. */
export interface ArrivingWords {
  readonly idle: {
    readonly title: string;
    readonly lead: string;
    readonly phone: string;
    /** What to do from laying the card down to being checked in, under three drawings. */
    readonly steps: readonly [string, string, string];
    /** What the arrow points to. */
    readonly reader: string;
  };
  readonly cleaning: {
    readonly title: string;
    readonly lead: string;
    /** `n`: seconds. */
    readonly left: (n: number) => string;
  };
  /** 調整中: a technician is at work. */
  readonly diagnostics: { readonly title: string; readonly lead: string };
  readonly reading: { readonly title: string; readonly lead: string };

  readonly phone: {
    readonly title: string;
    readonly iphone: string;
    readonly iphoneHint: string;
    readonly android: string;
    readonly androidHint: string;
    readonly hold: string;
    readonly holdLead: string;
    readonly pinLead: string;
  };

  readonly register: {
    readonly title: string;
    readonly lead: string;
    readonly yes: string;
    readonly no: string;
    readonly working: string;
  };
}
