import { z } from 'zod';

/** An address with the length of its network: `192.168.10.21/24`. */
const withPrefix = z.union([z.cidrv4(), z.cidrv6()]);
const address = z.union([z.ipv4(), z.ipv6()]);

/** Who we are to a switch that lets nobody else in (802.1X, EAP-TLS). PEM. */
export interface SwitchIdentity {
  readonly identity: string;
  readonly authority: string;
  readonly certificate: string;
  /** Undefined: the one that was laid down with the same certificate. */
  readonly key: string | undefined;
}

/** How the device reaches the clinic's network. */
export interface NetworkPlan {
  /** `dhcp`: as the network says. Else fixed. */
  readonly way: 'dhcp' | FixedAddress;
  /** Where everything to the outside goes through; empty where nothing does. */
  readonly proxy: string;
  readonly switchIdentity: SwitchIdentity | null;
  /** Whom outside the clinic's own networks the kiosk may talk to: addresses, with a length where they are many. */
  readonly outside: readonly string[];
}

/** What was laid down; nobody reads the key back. */
export interface NetworkLaid extends Omit<NetworkPlan, 'switchIdentity'> {
  readonly switchIdentity: Omit<SwitchIdentity, 'key'> | null;
}

export interface FixedAddress {
  readonly address: string;
  readonly router: string;
  /** Name servers. */
  readonly names: readonly string[];
}

export const isAddressWithPrefix = (text: string): boolean => withPrefix.safeParse(text).success;
export const isAddress = (text: string): boolean => address.safeParse(text).success;
/** A host by name or address, as a time server is called. */
export const isHost = (text: string): boolean =>
  isAddress(text) ||
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?)*$/i.test(text);
