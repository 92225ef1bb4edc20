/** What keys do beside typing and choosing by number. */
export const keyRoles = ['choose', 'next', 'previous', 'again', 'voice', 'help', 'erase', 'cancel'] as const;
export type KeyRole = (typeof keyRoles)[number];

/** Where the ten digits are: on a number pad, in the upper row of a keyboard. */
export const digitRows = ['Numpad', 'Digit'] as const;

/** Which keys do what. A key is called by its place, as browsers do (`KeyboardEvent.code`), whatever is printed on it. */
export interface KeyMap {
  readonly digits: readonly (typeof digitRows)[number][];
  readonly roles: Readonly<Record<KeyRole, readonly string[]>>;
}

/** One large switch instead of a keypad. */
export interface SwitchSettings {
  /** `KeyboardEvent.code` under which the switch reports; empty where there is none. */
  readonly key: string;
  /** `hold`: a short press steps on, a long one chooses. `scan`: it steps on by itself, and a press chooses. */
  readonly way: 'hold' | 'scan';
  readonly holdMs: number;
  readonly scanMs: number;
}

/** What a key means; undefined where it means nothing. */
export function meaningOf(code: string, { digits, roles }: KeyMap): { digit: number } | { role: KeyRole } | undefined {
  const row = digits.find((each) => code.startsWith(each));
  const digit = row === undefined ? '' : code.slice(row.length);
  if (/^\d$/.test(digit)) return { digit: Number(digit) };
  const role = keyRoles.find((each) => roles[each].includes(code));
  return role && { role };
}
