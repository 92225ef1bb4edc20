import { join } from 'node:path';
import { readRegularText } from '../../kernel/regularFile.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { makePrivateFolder, replacePrivateFile } from '../../storage/privateFile.ts';
import { inPlaceOf, type LaidFile, laidIn } from './laid.ts';
import type { NetworkLaid, NetworkPlan } from './plan.ts';
import type { ShareLaid, SharePlan } from './share.ts';
import { shareCredentials, shareFile, shareFiles, shareLaidIn } from './shareFiles.ts';
import {
  type MachineFile,
  networkFiles,
  networkLaidIn,
  proxyFile,
  proxyIn,
  timeFiles,
  timeServerIn,
} from './systemdFiles.ts';

/**
 * Port: the machine the kiosk runs on, as far as the set-up may change it. On a device of our own it takes its
 * settings; a PC that is somebody else's keeps them to itself.
 */
export interface Machine {
  /** Whether network and time are ours to set. */
  readonly isOurs: boolean;
  /** Errors: U-745 they are not; U-746 it cannot be handed over. */
  setNetwork(plan: NetworkPlan): Result<void>;
  /** What was laid down of it; undefined where nothing was. */
  network(): NetworkLaid | undefined;
  timeServer(): string | undefined;
  setTimeServer(server: string): Result<void>;
  /** The shared folder it has; undefined where it has none. */
  share(): ShareLaid | undefined;
  /** @param plan null takes it back */
  setShare(plan: SharePlan | null): Result<void>;
  /** Everything that was laid down, for a backup. */
  laid(): readonly LaidFile[];
  /** Has what another machine had, by name, and nothing else. */
  takeOver(texts: ReadonlyMap<string, string>): Result<void>;
}

/** A PC whose operating system manages network, time and mounts: nothing is changed, and it is said plainly. */
export const machineOfOthers: Machine = {
  isOurs: false,
  setNetwork: () => failed('U-745'),
  network: () => undefined,
  timeServer: () => undefined,
  setTimeServer: () => failed('U-745'),
  share: () => undefined,
  setShare: () => failed('U-745'),
  laid: () => [],
  takeOver: () => failed('U-745'),
};

/**
 * A device of our own: the settings are laid into `folder`, each file whole or not at all, and a unit of the device
 * that watches it takes them up. Nothing here may run a program or touch /etc.
 *
 * @param useProxy has this process too use another proxy, or none where it is empty
 */
export function deviceMachine(folder: string, useProxy: (address: string) => void = () => undefined): Machine {
  const lay = (files: readonly MachineFile[]): Result<void> => {
    try {
      makePrivateFolder(folder);
      for (const { name, text } of files) replacePrivateFile(join(folder, name), Buffer.from(text));
      return ok(undefined);
    } catch (error) {
      return failed('U-746', error instanceof Error ? error.message : String(error));
    }
  };
  const laid = (name: string): string => {
    try {
      return readRegularText(join(folder, name));
    } catch {
      return '';
    }
  };
  /** A new proxy holds for this process too: the next step of the set-up may fetch something through it. */
  const layNetwork = (files: readonly MachineFile[]): Result<void> => {
    const isLaid = lay(files);
    const proxy = files.find(({ name }) => name === proxyFile);
    if (isLaid.ok && proxy) useProxy(proxyIn(proxy.text));
    return isLaid;
  };
  return {
    isOurs: true,
    setNetwork: (plan) => layNetwork(networkFiles(plan)),
    network: () => networkLaidIn(laid),
    timeServer: () => timeServerIn(laid('timesyncd.conf')),
    setTimeServer: (server) => lay(timeFiles(server)),
    share: () => shareLaidIn(laid(shareFile)),
    setShare: (plan) => lay(shareFiles(plan, laid(shareCredentials))),
    laid: () => laidIn(folder),
    takeOver: (texts) => layNetwork(inPlaceOf(folder, texts)),
  };
}
