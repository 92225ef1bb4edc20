/** What 照合番号B is made of. */
export interface NumberBParts {
  /** Year of the era, 1 to 99. */
  readonly yearOfEra: number;
  readonly month: number;
  readonly day: number;
  /** Gregorian, four digits. */
  readonly expiryYear: number;
  /** Four digits. */
  readonly securityCode: string;
}

/** 照合番号B as 14 ASCII digits; the caller zeroes them. */
export function numberBDigits({ yearOfEra, month, day, expiryYear, securityCode }: NumberBParts): Uint8Array {
  const two = (value: number) => String(value).padStart(2, '0');
  return new TextEncoder().encode(`${two(yearOfEra)}${two(month)}${two(day)}${expiryYear}${securityCode}`);
}
