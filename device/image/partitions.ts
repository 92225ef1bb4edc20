/** Mebibytes, in which the disk is laid out. */
export const mebibyte = 1024 * 1024;

export interface Partition {
  readonly name: 'esp' | 'boot-a' | 'boot-b' | 'root-a' | 'root-b' | 'install-esp' | 'install-root';
  /** GUID of what it is for. */
  readonly type: string;
  /** Its own GUID: the same in every image of a version. */
  readonly id: string;
  /** Where it begins and how long it is, MiB. */
  readonly start: number;
  readonly size: number;
}

/** The kinds of the Discoverable Partitions Specification; a boot partition holds a kernel for the ESP, which is ours. */
const kinds = {
  esp: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  boot: 'BC13C2FF-59E6-4262-A352-B275FD6F7172',
  root: '4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709',
} as const;

/** The ESP holds both kernels and, for a moment, a third one on its way. */
const espSize = 384;
const bootSize = 112;
const gptSize = 1;

export interface Sizes {
  /** Bytes of the root with its hash tree. */
  readonly root: number;
  /** Room for what later versions grow by, MiB. */
  readonly growth: number;
}

/**
 * The disk: firmware's partition, then what an update replaces, twice. The data partition is no part of an image: it is
 * made on the machine, over all that is left, since only there is the TPM that seals it.
 */
export function partitions({ root, growth }: Sizes): readonly Partition[] {
  const rootSize = Math.ceil(root / mebibyte) + growth;
  return laidOut([
    ['esp', kinds.esp, espSize],
    ['boot-a', kinds.boot, bootSize],
    ['boot-b', kinds.boot, bootSize],
    ['root-a', kinds.root, rootSize],
    ['root-b', kinds.root, rootSize],
  ]);
}

function laidOut(
  wanted: readonly (readonly [name: Partition['name'], type: string, size: number])[],
): readonly Partition[] {
  let start = gptSize;
  return wanted.map(([name, type, size], place) => {
    const partition = { name, type, id: ownId(place + 1), start, size };
    start += size;
    return partition;
  });
}

/** A stick that writes the system to a disk: under names of its own, since both are in the machine at once. */
export function stickPartitions({ root }: Pick<Sizes, 'root'>): readonly Partition[] {
  return laidOut([
    ['install-esp', kinds.esp, espSize],
    ['install-root', kinds.root, Math.ceil(root / mebibyte)],
  ]);
}

/** How large the image is, MiB: the partitions, and a copy of the table at the end. */
export function diskSize(all: readonly Partition[]): number {
  const last = all.at(-1);
  return last === undefined ? 0 : last.start + last.size + gptSize;
}

/** What `sfdisk` reads. */
export function sfdiskScript(all: readonly Partition[]): string {
  const sectors = (mebibytes: number) => mebibytes * 2_048;
  return [
    'label: gpt',
    `label-id: ${ownId(0)}`,
    'unit: sectors',
    ...all.map(
      ({ name, type, id, start, size }) =>
        `start=${sectors(start)}, size=${sectors(size)}, type=${type}, uuid=${id}, name="${name}"`,
    ),
    '',
  ].join('\n');
}

function ownId(place: number): string {
  return `7E5A2F44-51AA-4F5E-9A21-${String(place).padStart(12, '0')}`;
}
