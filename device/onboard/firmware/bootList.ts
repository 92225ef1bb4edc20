/** The firmware's own list of what it starts, one after the other until one runs (UEFI, `BootOrder` and `Boot####`). */
export interface BootList {
  /** The number of what was started this time; undefined where the firmware does not say. */
  readonly current: string | undefined;
  readonly order: readonly string[];
  readonly options: readonly BootOption[];
}

export interface BootOption {
  /** Four hexadecimal digits. */
  readonly number: string;
  readonly label: string;
  /** The device path in words: `HD(1,GPT,…)/\EFI\uketsuke\a.efi`. */
  readonly path: string;
}

/** What `efibootmgr` 18 prints. */
export function bootListIn(shown: string): BootList {
  const after = (word: string) => new RegExp(`^${word}: *([0-9A-Fa-f,]+) *$`, 'm').exec(shown)?.[1];
  const options = [...shown.matchAll(/^Boot([0-9A-Fa-f]{4})[* ] ([^\t\n]*)(?:\t(.*))?$/gm)].map(
    ([, number = '', label = '', path = '']) => ({ number: number.toUpperCase(), label: label.trim(), path }),
  );
  return {
    current: after('BootCurrent')?.toUpperCase(),
    order: (after('BootOrder') ?? '').toUpperCase().split(',').filter(Boolean),
    options,
  };
}
