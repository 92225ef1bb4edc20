/** What is odd about an insurer or payer number. A form that was never issued, or a digit that was mistyped somewhere. */
export const numberOddities = ['form', 'check-digit'] as const;
export type NumberOddity = (typeof numberOddities)[number];

/**
 * Looks at 保険者番号 (8 digits; 国保 6) or 公費負担者番号 (8): undefined where all is well. Only ever a hint for staff:
 * municipalities give out numbers that break the rule, and what the eligibility system answers counts all the same.
 */
export function numberOddity(number: string): NumberOddity | undefined {
  if (!/^(\d{6}|\d{8})$/.test(number)) return 'form';
  return checkDigitOf(number.slice(0, -1)) === Number(number.slice(-1)) ? undefined : 'check-digit';
}

/**
 * The check digit to `digits`: from the right multiplied by 2, 1, 2, 1 …, the digits of two-digit products added up,
 * the sum's distance to the next ten. Zeros in front change nothing, so 6 digits padded to 8 keep theirs.
 */
function checkDigitOf(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
  return (10 - (sum % 10)) % 10;
}
