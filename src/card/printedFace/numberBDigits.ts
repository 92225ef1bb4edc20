/** What 照合番号B is made of. */
export interface NumberBParts {
  /** As printed: year of the era, or the western one, of which the last two digits count. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Gregorian, four digits. */
  readonly expiryYear: number;
  /** Four digits. */
  readonly securityCode: string;
}

/** 照合番号B as 14 ASCII digits; the caller zeroes them. */
export function numberBDigits({ year, month, day, expiryYear, securityCode }: NumberBParts): Uint8Array {
  const two = (value: number) => String(value).padStart(2, '0');
  return new TextEncoder().encode(`${two(year % 100)}${two(month)}${two(day)}${expiryYear}${securityCode}`);
}
