const length = 4;
const asciiZero = 0x30;

/**
 * The digits being typed. They live here and nowhere else: the statechart, its events, the views and the log only ever
 * see how many there are.
 */
export class PinEntry {
  private readonly digits = new Uint8Array(length);
  private typed = 0;

  /** How many digits are typed, 0 to 4. */
  get count(): number {
    return this.typed;
  }

  get complete(): boolean {
    return this.typed === length;
  }

  /** Adds one digit, 0 to 9; a fifth is ignored. */
  type(digit: number): void {
    if (this.complete || !Number.isInteger(digit) || digit < 0 || digit > 9) return;
    this.digits[this.typed] = asciiZero + digit;
    this.typed += 1;
  }

  /** Hands the PIN over as ASCII and forgets it. Whoever takes it zeroes it. */
  take(): Uint8Array {
    const pin = this.digits.slice(0, this.typed);
    this.clear();
    return pin;
  }

  clear(): void {
    this.digits.fill(0);
    this.typed = 0;
  }
}
