import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RootImage } from './rootImage.ts';
import type { SigningKey } from './signingKeys.ts';
import type { Workshop } from './work.ts';

/** Boots that stop in a panic start again by themselves, and count as a try. */
const panicSeconds = 10;

/** The kernel's command line. It is signed with the kernel: nobody changes it at the machine. */
export function commandLine({ rootHash, hashOffset }: Pick<RootImage, 'rootHash' | 'hashOffset'>): string {
  return [
    ...['root=/dev/mapper/root', 'rootfstype=erofs', 'ro'],
    ...[`uketsuke.roothash=${rootHash}`, `uketsuke.hashoffset=${hashOffset}`],
    // /var in memory; partitions are what our own units say, never what lies on the disk.
    ...['systemd.volatile=state', 'systemd.gpt_auto=0'],
    // Units and secrets that firmware or boot loader hand over are not signed, and whoever has the machine writes them.
    'systemd.import_credentials=no',
    // The root cannot keep a number for the machine, and its journal needs one that lasts.
    'systemd.machine_id=firmware',
    // Nobody logs in anywhere. What the machine says while it starts can be read off the serial line.
    ...['console=tty0', 'console=ttyS0,115200', 'quiet', 'loglevel=4', 'systemd.show_status=yes'],
    // The initial system, too, starts again and opens no shell, since it is told of a panic.
    ...[`panic=${panicSeconds}`, 'oops=panic'],
    // A keyboard or a break on the serial line would restart the machine, end programs, write memory out.
    // `sysrq_always_enabled` switches that on, whatever is written behind it.
    'sysctl.kernel.sysrq=0',
  ].join(' ');
}

/** The one kernel in a tree, with the initial system beside it, as paths in the workshop. */
export function kernelOf(shop: Workshop, tree: string): { readonly kernel: string; readonly initrd: string } {
  const versions = readdirSync(shop.path(tree, 'usr/lib/modules'));
  const [version] = versions;
  if (version === undefined || versions.length > 1) throw new Error(`one kernel was expected: ${versions.join(', ')}`);
  return { kernel: join(tree, 'boot', `vmlinuz-${version}`), initrd: 'initrd.img' };
}

export interface KernelParts {
  readonly kernel: string;
  readonly initrd: string;
  readonly osRelease: string;
  readonly commandLine: string;
}

/** Joins kernel, initial system and command line in one file that the firmware checks as a whole, and signs it. */
export async function signedKernel(shop: Workshop, parts: KernelParts, by: SigningKey, file: string): Promise<void> {
  await shop.runAtSourceDate('ukify', [
    'build',
    ...[`--linux=${parts.kernel}`, `--initrd=${parts.initrd}`, `--cmdline=${parts.commandLine}`],
    ...[`--os-release=@${parts.osRelease}`, '--stub=/usr/lib/systemd/boot/efi/linuxx64.efi.stub'],
    ...signingWords(by),
    `--output=${file}`,
  ]);
}

/** Signs the boot loader itself. */
export async function signedBootLoader(shop: Workshop, by: SigningKey, file: string): Promise<void> {
  const engine = isOnToken(by) ? ['--engine', 'pkcs11'] : [];
  const signing = [...engine, '--key', by.key, '--cert', by.certificate, '--output', file];
  await shop.runAtSourceDate('sbsign', [...signing, '/usr/lib/systemd/boot/efi/systemd-bootx64.efi']);
}

function signingWords(by: SigningKey): readonly string[] {
  const engine = isOnToken(by) ? ['--signing-engine=pkcs11'] : [];
  return [...engine, `--secureboot-private-key=${by.key}`, `--secureboot-certificate=${by.certificate}`];
}

function isOnToken({ key }: SigningKey): boolean {
  return key.startsWith('pkcs11:');
}
