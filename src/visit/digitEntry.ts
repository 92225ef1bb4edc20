import {
  type BirthReading,
  type NumberBPart,
  numberBPartNames,
  numberBParts,
  pinDigits,
  type YearNotation,
} from '../card/digits.ts';
import { passcodeDigits } from '../reception/passcode.ts';

const asciiZero = 0x30;

/** What the keys of the keypad do, whichever number is being typed. */
export interface Typed {
  /** Adds one digit, 0 to 9; one too many is ignored. */
  type(digit: number): void;
  /** Takes the last digit away. */
  erase(): void;
}

/**
 * Digits being typed on the keypad. They live here and nowhere else: the statechart, its events and the log only ever
 * see how many there are.
 */
export class DigitEntry implements Typed {
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

  type(digit: number): void {
    if (this.complete || !Number.isInteger(digit) || digit < 0 || digit > 9) return;
    this.digits[this.typed] = asciiZero + digit;
    this.typed += 1;
  }

  erase(): void {
    if (this.typed === 0) return;
    this.typed -= 1;
    this.digits[this.typed] = 0;
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

  /** Copies the digits (ASCII) to the beginning of `place`. Whoever gave it zeroes it. */
  copyTo(place: Uint8Array): void {
    place.set(this.digits.subarray(0, this.typed));
  }

  clear(): void {
    this.digits.fill(0);
    this.typed = 0;
  }
}

/** The birth dates that complete digits (ASCII) may mean; none where they cannot be anybody's. */
export type ReadBirths = (digits: Uint8Array) => readonly BirthReading[];

/**
 * 照合番号B as it is typed off a card: three numbers that stand in three places of it, one after the other. Each keeps its
 * digits, so a slip in one of them costs only that one.
 */
export class NumberBEntry implements Typed {
  private readonly read: ReadBirths;
  private readonly parts = {
    birth: new DigitEntry(numberBParts.birth),
    expiry: new DigitEntry(numberBParts.expiry),
    code: new DigitEntry(numberBParts.code),
  } as const satisfies Record<NumberBPart, DigitEntry>;
  private current: NumberBPart = 'birth';

  constructor(read: ReadBirths) {
    this.read = read;
  }

  /** The one that is being typed. */
  get part(): NumberBPart {
    return this.current;
  }

  get complete(): boolean {
    return this.each().every(({ complete }) => complete);
  }

  /** Adds one digit; the last one of a part leads on to the next that is not complete. */
  type(digit: number): void {
    this.parts[this.current].type(digit);
    if (!this.parts[this.current].complete) return;
    this.current = numberBPartNames.find((name) => !this.parts[name].complete) ?? this.current;
  }

  /** Takes the last digit of the part away; of the part before where this one is empty. */
  erase(): void {
    if (this.parts[this.current].count === 0) {
      this.current = numberBPartNames[numberBPartNames.indexOf(this.current) - 1] ?? this.current;
    }
    this.parts[this.current].erase();
  }

  /** Goes to one of the three, for what is wrong in it; its digits stay. */
  turnTo(part: NumberBPart): void {
    this.current = part;
  }

  /** Empties one of the three and goes to it. */
  retype(part: NumberBPart): void {
    this.parts[part].clear();
    this.current = part;
  }

  /** Each as far as it is typed. */
  shown(): Readonly<Record<NumberBPart, string>> {
    const { birth, expiry, code } = this.parts;
    return { birth: birth.shown(), expiry: expiry.shown(), code: code.shown() };
  }

  /** Hands the digits over as ASCII and forgets them. Whoever takes them zeroes them. */
  take(): Uint8Array {
    const digits = this.whole();
    this.clear();
    return digits;
  }

  clear(): void {
    for (const part of this.each()) part.clear();
    this.current = 'birth';
  }

  /** What the birth date may be; none while the number is not complete, or where it cannot be anybody's. */
  get births(): readonly BirthReading[] {
    if (!this.complete) return [];
    const digits = this.whole();
    try {
      return this.read(digits);
    } finally {
      digits.fill(0);
    }
  }

  /** Whether it can be right, with the year in `notation` where that is known. */
  makesSense(notation?: YearNotation): boolean {
    return this.births.some((birth) => notation === undefined || birth.notation === notation);
  }

  /** Whether nobody but the reader of the card can say how its year is counted. */
  get isAmbiguous(): boolean {
    return this.makesSense('era') && this.makesSense('western');
  }

  private each(): readonly DigitEntry[] {
    return numberBPartNames.map((name) => this.parts[name]);
  }

  /** The digits as the card wants them, one number after the other. */
  private whole(): Uint8Array {
    const digits = new Uint8Array(this.each().reduce((sum, { count }) => sum + count, 0));
    let at = 0;
    for (const part of this.each()) {
      part.copyTo(digits.subarray(at));
      at += part.count;
    }
    return digits;
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
