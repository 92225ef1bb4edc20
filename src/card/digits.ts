import type { EraName } from '../kernel/eras.ts';

/*
 * How many digits the secrets of a card have. Plain facts, for whoever asks for them: screen, desk, keypad and card.
 */

/** 利用者証明用 PIN. */
export const pinDigits = 4;

/** 照合番号B as printed: birth date (YYMMDD, the year as printed), year of expiry, security code. */
export const numberBParts = { birth: 6, expiry: 4, code: 4 } as const;

/** In the order of typing, which is that of 照合番号B. */
export const numberBPartNames = ['birth', 'expiry', 'code'] as const satisfies (keyof typeof numberBParts)[];
export type NumberBPart = (typeof numberBPartNames)[number];

export const numberBDigits = numberBParts.birth + numberBParts.expiry + numberBParts.code;

/** How the year of birth is printed: as that of a Japanese era, or the western one, as on cards of foreign residents. */
export const yearNotations = ['era', 'western'] as const;
export type YearNotation = (typeof yearNotations)[number];

/** One birth date that the first six digits of 照合番号B may mean. */
export interface BirthReading {
  readonly notation: YearNotation;
  /** Null with `western`. */
  readonly era: EraName | null;
  /** As printed: of the era, or all four digits of the western one. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
