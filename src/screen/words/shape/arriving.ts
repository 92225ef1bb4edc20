/** Until the card or phone is read, and 利用登録. */
export interface ArrivingWords {
  readonly idle: { readonly title: string; readonly lead: string; readonly phone: string };
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
