/*
 * How many digits the secrets of a card have. Plain facts, for whoever asks for them: screen, desk, keypad and card.
 */

/** 利用者証明用 PIN. */
export const pinDigits = 4;

/** 照合番号B as printed: birth date of the era (YYMMDD), year of expiry, security code. */
export const numberBParts = { birth: 6, expiry: 4, code: 4 } as const;

export const numberBDigits = numberBParts.birth + numberBParts.expiry + numberBParts.code;
