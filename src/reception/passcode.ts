/** How many digits a staff member's passcode has. It opens 目視 at the kiosk. */
export const passcodeDigits = 4;

/** Why a passcode opened nothing. `locked`: too many wrong ones; only the desk can approve for a while. */
export const passcodeTroubles = ['wrong', 'locked'] as const;
export type PasscodeTrouble = (typeof passcodeTroubles)[number];

/** What became of a staff member's passcode. */
export type PasscodeOutcome = { readonly kind: 'staff'; readonly staff: string } | { readonly kind: PasscodeTrouble };

/** Port: who may open 目視 on the kiosk. */
export interface StaffPasscodes {
  /** Whose passcode this is. Zeroes `passcode` (ASCII digits) before it answers. */
  check(passcode: Uint8Array): Promise<PasscodeOutcome>;
}
