import { type ShareLaid, type SharePlan, shareAddressIn, shareUserIn, shownAddress } from './share.ts';
import type { MachineFile } from './systemdFiles.ts';

/** Who the device is to the server. */
export const shareCredentials = 'share.credentials';
/** Which folder; laid down last, and watched. */
export const shareFile = 'share.conf';

/**
 * The plan as the device's own units take it up; nothing where there is to be no share.
 *
 * @param kept what lies there as {@link shareCredentials}: a password that was not typed again is taken from it
 */
export function shareFiles(plan: SharePlan | null, kept: string): readonly MachineFile[] {
  if (!plan) {
    return [
      { name: shareCredentials, text: '' },
      { name: shareFile, text: '' },
    ];
  }
  const { address, user, isSealed } = plan;
  const { domain, name } = shareUserIn(user) ?? { domain: '', name: user };
  const password = plan.password ?? passwordIn(kept);
  const lines = [`username=${name}`, `password=${password}`, ...(domain === '' ? [] : [`domain=${domain}`])];
  return [
    { name: shareCredentials, text: `${lines.join('\n')}\n` },
    { name: shareFile, text: `share=${shownAddress(address)}\nuser=${user}\nsealed=${isSealed ? 'yes' : 'no'}\n` },
  ];
}

/** What {@link shareFile} says; undefined where there is none. */
export function shareLaidIn(text: string): ShareLaid | undefined {
  const [, written = '', user = '', sealed] = /^share=(.*)\nuser=(.*)\nsealed=(yes|no)\n$/.exec(text) ?? [];
  const address = shareAddressIn(written);
  return address && shareUserIn(user) ? { address, user, isSealed: sealed === 'yes' } : undefined;
}

function passwordIn(credentials: string): string {
  return /^password=(.*)$/m.exec(credentials)?.[1] ?? '';
}
