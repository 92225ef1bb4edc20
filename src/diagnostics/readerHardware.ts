import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readWord } from './machine.ts';

/** What the machine's files say of its readers and of what drives them; a blank-separated list each, empty for none. */
export interface ReaderHardware {
  /** Bundles of drivers, each with its version: `ifd-ccid 1.5.2`. */
  readonly drivers: string;
  /** Readers on USB with the release that their firmware tells: `SONY PaSoRi 1.07`. */
  readonly readers: string;
  /** Rules of polkit by which users are let in, where they may be read. */
  readonly policy: string;
}

/** Class of a USB interface that is a smart card reader. */
const smartCardClass = '0b';

/** What polkit calls pcscd. */
const pcscdAction = 'org.debian.pcsc-lite';

/** @param machine the folder in which the machine shows itself */
export async function readerHardwareOf(machine: string): Promise<ReaderHardware> {
  const [drivers, readers, policy] = await Promise.all([driversOf(machine), readersOf(machine), policyOf(machine)]);
  return { drivers: drivers.join('、'), readers: readers.join('、'), policy: policy.join(' ') };
}

async function driversOf(machine: string): Promise<readonly string[]> {
  const folder = join(machine, 'usr', 'lib', 'pcsc', 'drivers');
  const bundles = (await namesIn(folder)).filter((name) => name.endsWith('.bundle'));
  return Promise.all(
    bundles.map(async (bundle) => {
      const plist = await readWord(join(folder, bundle, 'Contents', 'Info.plist'));
      const version = /CFBundleShortVersionString<\/key>\s*<string>([^<]*)</.exec(plist ?? '')?.[1];
      return [bundle.replace(/\.bundle$/, ''), version].filter(Boolean).join(' ');
    }),
  );
}

async function readersOf(machine: string): Promise<readonly string[]> {
  const folder = join(machine, 'sys', 'bus', 'usb', 'devices');
  const names = await namesIn(folder);
  const found = await Promise.all(
    names
      .filter((name) => name.includes(':'))
      .map(async (name) => {
        if ((await readWord(join(folder, name, 'bInterfaceClass'))) !== smartCardClass) return [];
        const device = join(folder, name.slice(0, name.indexOf(':')));
        const [maker, product, release] = await Promise.all(
          ['manufacturer', 'product', 'bcdDevice'].map((each) => readWord(join(device, each))),
        );
        return [[maker, product, release && inDecimals(release)].filter(Boolean).join(' ')];
      }),
  );
  return found.flat();
}

/** `0107`, as USB has it, is 1.07. */
function inDecimals(release: string): string {
  return `${Number(release.slice(0, 2))}.${release.slice(2)}`;
}

async function policyOf(machine: string): Promise<readonly string[]> {
  const folders = ['etc', 'usr/share'].map((each) => join(machine, each, 'polkit-1', 'rules.d'));
  const found = await Promise.all(
    folders.map(async (folder) => {
      const rules = (await namesIn(folder)).filter((name) => name.endsWith('.rules'));
      const texts = await Promise.all(rules.map((name) => readWord(join(folder, name))));
      return rules.filter((_name, at) => texts[at]?.includes(pcscdAction));
    }),
  );
  return found.flat();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).toSorted();
}
