import type { NumberBPart } from '../../../card/digits.ts';
import type { View } from '../../view.ts';

type Method = Extract<View, { screen: 'method' }>;
type Face = Extract<View, { screen: 'face' }>;
type Staff = Extract<View, { screen: 'staff' }>;

/** One of the three numbers of 照合番号B, as it is asked for. */
export interface NumberPartWords {
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  /** Heard, never which digits: `n` of them are there. */
  readonly typed: (n: number) => string;
}

/** Where identity is proven. */
export interface IdentityWords {
  readonly method: {
    readonly title: string;
    readonly face: string;
    readonly faceState: Readonly<Record<Method['face'], string>>;
    readonly pin: string;
    /** `last-try` with another way beside it, and `last-try-alone` where the face is none. */
    readonly pinState: Readonly<Record<Method['pin'] | 'last-try-alone', string>>;
    readonly triesLeft: (n: number) => string;
    readonly staff: string;
    /** The same, where it is one way among several. */
    readonly staffShort: string;
    readonly notice: Readonly<Record<Exclude<Method['notice'], 'none'>, string>>;
  };

  readonly face: {
    readonly preparing: string;
    readonly guidance: Readonly<Record<Face['guidance'], string>>;
    readonly failed: string;
    readonly failedHint: string;
    readonly retry: string;
    readonly usePin: string;
    readonly attemptsLeft: (n: number) => string;
    readonly picture: string;
    readonly kept: string;
  };

  readonly pin: {
    readonly title: string;
    readonly lead: string;
    readonly checking: string;
    readonly wrong: string;
    readonly typed: (n: number) => string;
    readonly triesLeft: (n: number) => string;
    readonly lastTry: string;
    readonly clear: string;
    readonly submit: string;
    readonly keypad: string;
    readonly useFace: string;
  };

  readonly cardNumber: {
    /** The three numbers, each with what is asked, where it stands, and how far it is typed. */
    readonly parts: Readonly<Record<NumberBPart, NumberPartWords>>;
    /** Once all three are there. */
    readonly full: string;
    readonly fullLead: string;
    readonly card: string;
    readonly usePin: string;
    readonly doubted: string;
    /** The digits may be of either calendar: asked before the card is. */
    readonly asking: string;
    readonly neither: string;
  };

  /** While staff are on their way, and what the patient may read over their shoulder. */
  readonly staff: {
    readonly title: string;
    readonly lead: string;
    /** Opens the pad that only staff use. */
    readonly open: string;
    readonly notThePin: string;
    /** Where the card is, while it may be lifted. */
    readonly card: Readonly<Record<Exclude<Staff['card'], 'lies'>, string>>;
    readonly cardBack: (seconds: number) => string;
    readonly approved: string;
  };
}
