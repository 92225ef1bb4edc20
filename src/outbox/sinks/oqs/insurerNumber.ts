/** Digits of an insurer number in the file. */
const width = 8;

/**
 * An insurer number as the file holds it: 8 places, spaces in front. National health insurance (国保) has 6 digits;
 * where those come zero-padded to 8 the zeros go, since a law number (法別番号) 00 does not exist. A leading single
 * zero stays: 06 is a law number.
 */
export function insurerNumberInFile(insurerNumber: string): string {
  return insurerNumber.replace(/^00(?=\d{6}$)/, '').padStart(width, ' ');
}

/** The other way: blanks gone, zero-padded to 8, as the rest of this program writes an insurer number. */
export function insurerNumberFromFile(text: string): string {
  return text.trim().padStart(width, '0');
}
