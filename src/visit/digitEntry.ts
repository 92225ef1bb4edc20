import { type BirthReading, numberBDigits, pinDigits, type YearNotation } from '../card/digits.ts';
import { passcodeDigits } from '../reception/passcode.ts';

const asciiZero = 0x30;

/**
 * Digits being typed on the keypad. They live here and nowhere else: the statechart, its events and the log only ever
 * see how many there are.
 */
export class DigitEntry {
  private readonly digits: Uint8Array;
  private typed = 0;

  /** @param length how many digits make it complete */
  constructor(length: number) {
    this.digits = new Uint8Array(length);
  }

  /** How many digits are typed. */
  get count(): number {
    return this.typed;
  }

  get complete(): boolean {
    return this.typed === this.digits.length;
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

  /** What `read` makes of the complete digits (ASCII), which it only looks at; undefined while they are not complete. */
  protected reading<T>(read: (digits: Uint8Array) => T): T | undefined {
    return this.complete ? read(this.digits) : undefined;
  }
}

/** The birth dates that complete digits (ASCII) may mean; none where they cannot be anybody's. */
export type ReadBirths = (digits: Uint8Array) => readonly BirthReading[];

/** 照合番号B as it is typed off a card. */
export class NumberBEntry extends DigitEntry {
  private readonly read: ReadBirths;

  constructor(read: ReadBirths) {
    super(numberBDigits);
    this.read = read;
  }

  /** What the birth date may be; none while the number is not complete, or where it cannot be anybody's. */
  get births(): readonly BirthReading[] {
    return this.reading(this.read) ?? [];
  }

  /** Whether it can be right, with the year in `notation` where that is known. */
  makesSense(notation?: YearNotation): boolean {
    return this.births.some((birth) => notation === undefined || birth.notation === notation);
  }

  /** Whether nobody but the reader of the card can say how its year is counted. */
  get isAmbiguous(): boolean {
    return this.makesSense('era') && this.makesSense('western');
  }
}

/** Everything that is typed on the kiosk's keypad, each in a place of its own. */
export interface DigitEntries {
  /** 暗証番号. */
  readonly pin: DigitEntry;
  /** A staff member's passcode for 目視. */
  readonly passcode: DigitEntry;
  /** 照合番号B as printed: birth date 6, year of expiry 4, security code 4. */
  readonly numberB: NumberBEntry;
}

/** Empty ones. @param readBirths the birth dates that complete digits of 照合番号B may mean */
export function createDigitEntries(readBirths: ReadBirths): DigitEntries {
  return {
    pin: new DigitEntry(pinDigits),
    passcode: new DigitEntry(passcodeDigits),
    numberB: new NumberBEntry(readBirths),
  };
}
