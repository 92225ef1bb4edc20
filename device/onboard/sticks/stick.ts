/** The file systems that sticks have. */
export const stickTypes = ['vfat', 'exfat', 'ext4'] as const;
export type StickType = (typeof stickTypes)[number];

/** Where sticks are mounted, each below its name. */
export const sticksFolder = '/run/media';

/** What of a stick decides how it is mounted. */
export interface Stick {
  readonly type: StickType;
  /** As it calls itself; empty where it does not. Anybody may have written it. */
  readonly label: string;
  readonly uuid: string;
}

/** What udev found out about a block device (`udevadm info --query=property`); undefined where it is no stick of ours. */
export function stickOf(properties: string): Stick | undefined {
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(properties)?.[1] ?? '';
  const type = stickTypes.find((each) => each === value('ID_FS_TYPE'));
  return type && { type, label: value('ID_FS_LABEL'), uuid: value('ID_FS_UUID') };
}

const longestName = 32;

/**
 * A name for its folder that is one word of plain letters, whatever somebody called the stick: its label, else its
 * number, else where it was plugged in; with a number behind it where the name is taken.
 */
export function nameOf(
  { label, uuid }: Pick<Stick, 'label' | 'uuid'>,
  device: string,
  taken: readonly string[],
): string {
  const name = [plain(label), plain(uuid)].find((each) => each !== '') ?? device;
  const isFree = (each: string) => !taken.includes(each);
  if (isFree(name)) return name;
  for (let place = 2; ; place += 1) if (isFree(`${name}-${place}`)) return `${name}-${place}`;
}

function plain(text: string): string {
  const word = text.replaceAll(/[^A-Za-z0-9._-]+/g, '_').replace(/^[._-]+/, '');
  return word.slice(0, longestName);
}

/**
 * Options of the mount: read, never written to (a journal is not replayed either); nothing on it runs, is a device or
 * gives rights. FAT knows no owners: the kiosk alone reads it.
 */
export function optionsOf(type: StickType, reader: { readonly user: string; readonly group: string }): string {
  const always = ['ro', 'nosuid', 'nodev', 'noexec', 'x-systemd.device-bound=yes'];
  const owner = [`uid=${reader.user}`, `gid=${reader.group}`, 'fmask=0377', 'dmask=0277'];
  const own: Readonly<Record<StickType, readonly string[]>> = {
    vfat: [...owner, 'utf8'],
    exfat: owner,
    ext4: ['noload'],
  };
  return [...always, ...own[type]].join(',');
}

/** The names that are in use below {@link sticksFolder}. @param mounts `/proc/self/mounts` */
export function namesIn(mounts: string): readonly string[] {
  return mounts.split('\n').flatMap((line) => {
    const [, folder = ''] = line.split(' ');
    return folder.startsWith(`${sticksFolder}/`) ? [folder.slice(sticksFolder.length + 1)] : [];
  });
}
