/** A disk of the machine that the system could be written to. */
export interface Target {
  /** `/dev/nvme0n1` */
  readonly device: string;
  /** As its maker calls it; empty where it does not say. */
  readonly model: string;
  readonly bytes: number;
  /** The names of the partitions on it, as a person may know it by; empty where there are none. */
  readonly holds: readonly string[];
}

/** The words `lsblk` is asked with. */
export const listWords = ['--json', '--bytes', '--output', 'NAME,TYPE,SIZE,TRAN,MODEL,RO,PARTLABEL,LABEL'] as const;

/** Name of the installer's own root partition: the disk it lies on is the stick. */
export const stickRoot = 'install-root';

interface Block {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly tran: string | null;
  readonly model: string | null;
  readonly ro: boolean;
  readonly partlabel: string | null;
  readonly label: string | null;
  readonly children?: readonly Block[];
}

/**
 * The disks inside the machine that are large enough, from what `lsblk` lists: never the stick, never another thing on
 * USB, never what cannot be written.
 *
 * @param least bytes that the system and its data need
 */
export function targetsIn(listed: string, least: number): readonly Target[] {
  const { blockdevices } = JSON.parse(listed) as { readonly blockdevices: readonly Block[] };
  return blockdevices
    .filter(({ type, ro, tran, size }) => type === 'disk' && !ro && tran !== 'usb' && size >= least)
    .filter(({ name }) => /^(nvme|sd|vd|mmcblk)[a-z0-9]+$/.test(name) && !/boot\d$/.test(name))
    .filter(({ children = [] }) => !children.some(({ partlabel }) => partlabel === stickRoot))
    .map(({ name, model, size, children = [] }) => ({
      device: `/dev/${name}`,
      model: (model ?? '').trim(),
      bytes: size,
      holds: children.map(({ partlabel, label, name: part }) => partlabel ?? label ?? part),
    }));
}

/** The device of a disk's partition. */
export function partitionOf(device: string, place: number): string {
  return /\d$/.test(device) ? `${device}p${place}` : `${device}${place}`;
}
