import { statSync } from 'node:fs';
import type { Qmp } from '../machine/qmp.ts';

/** A file of frames without any is this long (pcap). */
const headBytes = 24;

/** Plugs a telephone in that offers its own line to the internet, as one does that is charged at the kiosk. */
export async function plugTelephone(qmp: Qmp, heard: string): Promise<void> {
  await qmp.ask('netdev_add', { type: 'user', id: 'telephone', ipv6: false });
  await qmp.ask('object-add', { 'qom-type': 'filter-dump', id: 'telephone-heard', netdev: 'telephone', file: heard });
  await qmp.ask('device_add', { driver: 'usb-net', id: 'telephone-plug', netdev: 'telephone', bus: 'xhci.0' });
}

/** Whether the kiosk said a word to it. @param heard the file given to {@link plugTelephone} */
export function wasSpokenTo(heard: string): boolean {
  return statSync(heard).size > headBytes;
}
