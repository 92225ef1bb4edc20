import { numberBDigits, pinDigits } from '../card/digits.ts';
import { passcodeDigits } from '../reception/passcode.ts';

const asciiZero = 0x30;

/**
 * Digits being typed on the keypad. They live here and nowhere else: the statechart, its events and the log only ever
 * see how many there are.
 */
export class DigitEntry {
  private readonly digits: Uint8Array;
  private readonly makesSense: (digits: Uint8Array) => boolean;
  private typed = 0;

  /**
   * @param length how many digits make it complete
   * @param makesSense whether complete digits (ASCII) can be right at all
   */
  constructor(length: number, makesSense: (digits: Uint8Array) => boolean = () => true) {
    this.digits = new Uint8Array(length);
    this.makesSense = makesSense;
  }

  /** How many digits are typed. */
  get count(): number {
    return this.typed;
  }

  get complete(): boolean {
    return this.typed === this.digits.length;
  }

  /** Whether it is complete, and can be right. */
  get plausible(): boolean {
    return this.complete && this.makesSense(this.digits);
  }

  /** Adds one digit, 0 to 9; one too many is ignored. */
  type(digit: number): void {
    if (this.complete || !Number.isInteger(digit) || digit < 0 || digit > 9) return;
    this.digits[this.typed] = asciiZero + digit;
    this.typed += 1;
  }

  /** The digits so far, for entries that the patient copies off the card and must see. Never called for a PIN. */
  shown(): string {
    return Buffer.from(this.digits.subarray(0, this.typed)).toString('latin1');
  }

  /** Hands the digits over as ASCII and forgets them. Whoever takes them zeroes them. */
  take(): Uint8Array {
    const digits = this.digits.slice(0, this.typed);
    this.clear();
    return digits;
  }

  clear(): void {
    this.digits.fill(0);
    this.typed = 0;
  }
}

/** Everything that is typed on the kiosk's keypad, each in a place of its own. */
export interface DigitEntries {
  /** 暗証番号. */
  readonly pin: DigitEntry;
  /** A staff member's passcode for 目視. */
  readonly passcode: DigitEntry;
  /** 照合番号B as printed: era birth date 6, year of expiry 4, security code 4. */
  readonly numberB: DigitEntry;
}

/** Empty ones. @param makesSense whether complete digits can be somebody's 照合番号B */
export function createDigitEntries(makesSense?: (digits: Uint8Array) => boolean): DigitEntries {
  return {
    pin: new DigitEntry(pinDigits),
    passcode: new DigitEntry(passcodeDigits),
    numberB: new DigitEntry(numberBDigits, makesSense),
  };
}
