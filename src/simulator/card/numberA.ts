/** What the virtual cards have in the place of the 12-digit number: its check digit is wrong, so it is nobody's. */
export const specimenNumber = '000000000001';

/** Tries of 照合番号A and of 照合番号B. */
export const numberATries = 10;
export const numberBTries = 10;
