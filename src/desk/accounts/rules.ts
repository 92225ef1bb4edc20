import { passcodeDigits } from '../../reception/passcode.ts';

/** Why a password is not taken. Length is what counts; which characters it is made of is nobody's business. */
export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-is-name';
export type PasscodeRefusal = 'passcode-not-four-digits' | 'passcode-too-simple';

export const passwordLength = { least: 12, most: 128 } as const;

/** Undefined where all is well. */
export function passwordRefusal(password: string, name: string): PasswordRefusal | undefined {
  const length = [...password].length;
  if (length < passwordLength.least) return 'password-too-short';
  if (length > passwordLength.most) return 'password-too-long';
  return plain(password) === plain(name) ? 'password-is-name' : undefined;
}

/** Undefined where all is well. Refused are the ones that whoever stands at the kiosk tries first. */
export function passcodeRefusal(passcode: string): PasscodeRefusal | undefined {
  if (passcode.length !== passcodeDigits || /[^0-9]/.test(passcode)) return 'passcode-not-four-digits';
  const isRun = '0123456789 9876543210'.includes(passcode);
  return isRun || /^(.)\1*$/.test(passcode) ? 'passcode-too-simple' : undefined;
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}
