/** The two systems on the disk: one runs while the other is replaced. */
export const slots = ['a', 'b'] as const;
export type Slot = (typeof slots)[number];

/**
 * What the name of a boot entry says (systemd, Automatic Boot Assessment): `uketsuke-a.conf` has proven itself,
 * `uketsuke-a+3.conf` may be tried three times, `uketsuke-a+0-3.conf` was tried three times and never did.
 */
export interface EntryName {
  readonly slot: Slot;
  /** Undefined once it has proven itself: nothing is counted any more. */
  readonly tries: { readonly left: number; readonly done: number } | undefined;
}

/** How often a new system is started before it counts as bad. */
export const mostTries = 3;

const form = /^uketsuke-([ab])(?:\+(\d+)(?:-(\d+))?)?\.conf$/;

export function parseEntryName(name: string): EntryName | undefined {
  const [, slot, left, done = '0'] = form.exec(name) ?? [];
  if (slot !== 'a' && slot !== 'b') return undefined;
  return { slot, tries: left === undefined ? undefined : { left: Number(left), done: Number(done) } };
}

export function entryName({ slot, tries }: EntryName): string {
  const count = tries ? `+${tries.left}${tries.done > 0 ? `-${tries.done}` : ''}` : '';
  return `uketsuke-${slot}${count}.conf`;
}

/** Whether the boot loader would still start it. */
export function isBootable({ tries }: EntryName): boolean {
  return tries === undefined || tries.left > 0;
}

/** The other of the two. */
export function otherSlot(slot: Slot): Slot {
  return slot === 'a' ? 'b' : 'a';
}

/** What an entry says beside its name. */
export interface EntryWords {
  /** As the boot menu shows it. */
  readonly title: string;
  readonly version: string;
  /** Whether it is to be started before the other. */
  readonly isFirst: boolean;
}

/**
 * The text of an entry. The boot loader starts the lowest sort key that has tries left, whatever the versions: going
 * back to an older version must be possible, and the version inside a signed kernel cannot be argued with.
 */
export function entryText(slot: Slot, { title, version, isFirst }: EntryWords): string {
  return [
    `title ${title}`,
    `version ${version}`,
    `sort-key ${isFirst ? sortKeys.first : sortKeys.second}`,
    `efi ${kernelPath(slot)}`,
    '',
  ].join('\n');
}

const sortKeys = { first: 'uketsuke-1', second: 'uketsuke-2' } as const;

/** Where a slot's signed kernel lies on the ESP. */
export function kernelPath(slot: Slot): string {
  return `/EFI/uketsuke/${slot}.efi`;
}

export function parseEntryText(text: string): EntryWords {
  const wordsAfter = (key: string) => new RegExp(`^${key} +(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  return {
    title: wordsAfter('title'),
    version: wordsAfter('version'),
    isFirst: wordsAfter('sort-key') === sortKeys.first,
  };
}
