import type { RunProgram } from '../programs.ts';
import type { Protection } from './machine.ts';

/** How the clinic's data lie on the disk. */
export type DataState = 'absent' | 'sealed' | 'plain' | 'unknown';

/** The partition table's name of it. */
export const dataDevice = '/dev/disk/by-partlabel/data';
/** Where it is once it is open: what /data is mounted from. */
export const openDevice = '/dev/mapper/data';

/** How it ended: opened, or what a person must do. */
export type Opened =
  | { readonly ok: true; readonly device: string; readonly made: boolean; readonly recoveryKey: string | undefined }
  | { readonly ok: false; readonly why: 'cannot-make' | 'cannot-open' | 'unknown-content'; readonly detail: string };

export interface DataPorts {
  readonly run: RunProgram;
  /** Whether a device is there. */
  readonly exists: (path: string) => boolean;
}

/**
 * PCR 7: which keys the firmware believes, and that they were asked. A kernel of ours that is newer opens the data as
 * well, anything that others signed does not. PCR 12: that nothing was added to what is signed; the kernel's stub takes
 * words for its command line from the firmware's tables (systemd-stub(7), "kernel-cmdline-extra"), and measures them there.
 */
const sealedTo = '7+12';

/**
 * Opens the clinic's data; makes them on a machine's first start. Nothing is ever made where something lies: a
 * partition that cannot be read is a person's decision.
 */
export function openData(ports: DataPorts, protection: Protection): Opened {
  const state = stateOf(ports);
  switch (state) {
    case 'absent':
      return make(ports, protection);
    case 'plain':
      return check(ports, dataDevice, { made: false, recoveryKey: undefined });
    case 'sealed':
      return unseal(ports, { made: false });
    case 'unknown':
      return { ok: false, why: 'unknown-content', detail: dataDevice };
  }
}

export function stateOf(ports: DataPorts): DataState {
  const { run } = ports;
  if (!isOurs(ports)) return 'absent';
  const kind = run('blkid', ['-p', '-s', 'TYPE', '-o', 'value', dataDevice]).stdout.trim();
  if (kind === 'crypto_LUKS') return 'sealed';
  return kind === 'ext4' ? 'plain' : 'unknown';
}

/** The table is written last: a power cut in between leaves no partition, and the next start begins anew. */
function make(ports: DataPorts, { tpm }: Protection): Opened {
  const definitions = `/usr/lib/uketsuke/repart/${tpm ? 'sealed' : 'plain'}`;
  const disk = diskOf(ports);
  if (disk === undefined) return { ok: false, why: 'cannot-make', detail: 'no disk with our partitions' };
  const sealing = tpm ? ['--tpm2-device=auto', `--tpm2-pcrs=${sealedTo}`] : [];
  const made = ports.run('systemd-repart', [
    '--dry-run=no',
    '--empty=refuse',
    `--definitions=${definitions}`,
    ...sealing,
    disk,
  ]);
  if (!made.ok) return { ok: false, why: 'cannot-make', detail: lastLine(made.stderr) };
  ports.run('udevadm', ['settle', '--timeout=30']);
  if (!isOurs(ports)) return { ok: false, why: 'cannot-make', detail: `${dataDevice} is another disk’s` };
  return tpm ? unseal(ports, { made: true }) : check(ports, dataDevice, { made: true, recoveryKey: undefined });
}

function unseal(ports: DataPorts, { made }: { readonly made: boolean }): Opened {
  // Without a TPM that opens it the recovery key is asked for at the machine.
  const opened = ports.run('systemd-cryptsetup', ['attach', 'data', dataDevice, '-', 'tpm2-device=auto,luks,discard']);
  if (!opened.ok) return { ok: false, why: 'cannot-open', detail: lastLine(opened.stderr) };
  forgive(ports, made);
  return check(ports, openDevice, { made, recoveryKey: wasKeyShown(ports) ? undefined : enrolRecoveryKey(ports) });
}

/**
 * A TPM counts each power cut as a missed try, and shuts after a few: three cuts in a row would lose the data. The
 * limit is raised when the data are made, and what was counted is forgiven at each good opening.
 */
function forgive({ run }: DataPorts, made: boolean): void {
  const limits = ['--max-tries=4096', '--recovery-time=60', '--lockout-recovery-time=60'];
  if (made) run('tpm2_dictionarylockout', ['--setup-parameters', ...limits]);
  run('tpm2_dictionarylockout', ['--clear-lockout']);
}

/** Says in the head of the sealed volume that somebody had the time to write the recovery key down. */
const keyShown = { type: 'uketsuke-recovery-key-shown', keyslots: [] } as const;

/** Keeps in mind that the recovery key was shown: only then is none made any more. */
export function rememberKeyShown({ run }: Pick<DataPorts, 'run'>): void {
  run('cryptsetup', ['token', 'import', '--json-file=-', dataDevice], { input: JSON.stringify(keyShown) });
}

/** Where nobody can say, it is taken for shown: a key that was written down must not stop working. */
function wasKeyShown({ run }: DataPorts): boolean {
  const dumped = run('cryptsetup', ['luksDump', '--dump-json-metadata', dataDevice]);
  return !dumped.ok || dumped.stdout.includes(keyShown.type);
}

/**
 * A key for a person, in case the TPM is lost with the board; it is shown once and kept nowhere. One that was cut off
 * before anybody read it goes as the new one comes.
 */
function enrolRecoveryKey({ run }: DataPorts): string | undefined {
  const words = ['--unlock-tpm2-device=auto', '--wipe-slot=recovery', '--recovery-key', dataDevice];
  const enrolled = run('systemd-cryptenroll', words);
  return /^[a-z]{8}(-[a-z]{8}){7}$/m.exec(enrolled.stdout)?.[0];
}

function check(
  { run }: DataPorts,
  device: string,
  rest: { readonly made: boolean; readonly recoveryKey: string | undefined },
): Opened {
  // What a journal cannot mend is mended without asking: nobody stands there who could answer.
  run('e2fsck', ['-p', device]);
  return { ok: true, device, ...rest };
}

/** Whether what bears the name lies on our own disk: on many a disk that somebody plugs in a partition is called `data`. */
function isOurs(ports: DataPorts): boolean {
  return ports.exists(dataDevice) && diskOf(ports, dataDevice) === diskOf(ports);
}

/** The disk of a partition, such as `/dev/nvme0n1`. */
function diskOf({ run }: DataPorts, partition = '/dev/disk/by-partlabel/esp'): string | undefined {
  const name = run('lsblk', ['-no', 'PKNAME', partition]).stdout.trim().split('\n')[0];
  return name === undefined || name === '' ? undefined : `/dev/${name}`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
