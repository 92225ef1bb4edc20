import type { KioskConfig } from '../config/schema.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem, Result } from '../problem/result.ts';
import type { Machine } from './machine/machine.ts';
import type { NetworkLaid } from './machine/plan.ts';
import type { ShareLaid } from './machine/share.ts';

/** What is found around the kiosk at this moment; what the steps offer to choose from. */
export interface SeenAround {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly addresses: readonly string[];
  readonly isMachineOurs: boolean;
  /** What the set-up laid down before of network and clock, where this machine is ours. */
  readonly network: NetworkLaid | undefined;
  readonly timeServer: string | undefined;
  /** The clinic's shared folder, where this machine is ours and has one. */
  readonly share: ShareLaid | undefined;
  /** Undefined in service: the reader is the visit's. */
  readonly reader: ReaderSeen | undefined;
  /** Devices that may be cameras: names that stay with the camera first. */
  readonly cameras: readonly string[];
  readonly networks: NetworksSeen;
  readonly hasAdministrator: boolean;
  readonly isInService: boolean;
}

/** The card reader, without anything of a card that lies on it but that it lies there. */
export interface ReaderSeen {
  readonly name: string;
  readonly card: 'none' | 'present';
  readonly problem: Problem | undefined;
}

/** The face networks of the `standard` profile. */
export interface NetworksSeen {
  readonly areInstalled: boolean;
  /** What is on its way: the file, and bytes of bytes. */
  readonly coming: { readonly file: string; readonly done: number; readonly total: number } | undefined;
  readonly problem: Problem | undefined;
  /** Folders on a stick that hold what another kiosk exported. */
  readonly sticks: readonly string[];
}

/** What a trial came to, in words; `number` where it failed. */
export interface Tried {
  readonly isGood: boolean;
  readonly lines: readonly { readonly says: string; readonly next?: string; readonly number?: ProblemCode }[];
}

/** Port: what the set-up can look at and try. Whoever runs it brings what there is. */
export interface SetUpPorts {
  readonly machine: Machine;
  seen(): Promise<SeenAround>;
  /** One picture of that camera, JPEG, from memory; nothing of it is kept. Errors: U-211, U-748 in service. */
  picture(device: string, signal: AbortSignal): Promise<Result<Uint8Array>>;
  /** Brings the face networks, from their publishers or from a folder; how it goes is in {@link SeenAround.networks}. */
  bringNetworks(from: 'publishers' | string): void;
  /** Runs checks of the kiosk itself on a configuration that is not in use yet. */
  check(config: KioskConfig, checks: readonly string[], signal: AbortSignal): Promise<Tried>;
  /** Sends one reception that is marked as a test to every place the configuration names. */
  deliver(config: KioskConfig, signal: AbortSignal): Promise<Tried>;
}
