import { isSharePassword, type ShareAddress, shareFolder, shareUserIn } from '../../../src/setup/machine/share.ts';
import { shareLaidIn } from '../../../src/setup/machine/shareFiles.ts';

/** The clinic's shared folder as systemd mounts it: the unit, and who the device is to the server. */
export interface TakenShare {
  readonly unit: string;
  readonly credentials: string;
}

/** Named after where it is mounted, as systemd wants it. */
export const shareUnit = `${shareFolder.slice(1).replaceAll('/', '-')}.mount`;

/**
 * The kiosk's own user laid both down: every value is read and checked here, and nothing else of the files is used.
 *
 * @param laid what the set-up laid down as the folder @param credentials and for whom
 * @param file where the credentials will lie, for root alone
 * @returns undefined where one of them is not the set-up's
 */
export function takenShare(laid: string, credentials: string, file: string): TakenShare | undefined {
  const share = shareLaidIn(laid);
  const user = share && shareUserIn(share.user);
  const password = /^username=.*\npassword=(.*)\n/.exec(credentials)?.[1] ?? '';
  if (!share || !user || !isSharePassword(password)) return undefined;
  const { domain, name } = user;
  return {
    unit: unitOf(share.address, file, share.isSealed),
    credentials: [`username=${name}`, `password=${password}`, ...(domain === '' ? [] : [`domain=${domain}`]), ''].join(
      '\n',
    ),
  };
}

/**
 * Only the kiosk's user reads and writes there, and nothing there is a program. A server that is away is an error after
 * a while and no wait without end (`soft`); it is looked for every few seconds (`echo_interval`).
 */
function unitOf({ server, path }: ShareAddress, file: string, isSealed: boolean): string {
  const what = `//${[server, ...path].join('/')}`;
  const options = [
    ...[`credentials=${file}`, 'uid=uketsuke', 'gid=uketsuke', 'forceuid', 'forcegid'],
    ...['file_mode=0600', 'dir_mode=0700', 'nosuid', 'nodev', 'noexec', 'iocharset=utf8', 'soft', 'echo_interval=10'],
    ...(isSealed ? ['vers=3', 'seal'] : ['sec=ntlmsspi']),
  ];
  return [
    ...['[Unit]', 'Description=Shared folder of the clinic', 'StartLimitIntervalSec=0', '', '[Mount]'],
    ...[`What=${what.replaceAll('%', '%%')}`, `Where=${shareFolder}`, 'Type=cifs'],
    // Another folder is mounted, and the machine switched off, also while a file of this one is open or its server away.
    ...[`Options=${options.join(',')}`, 'TimeoutSec=30', 'LazyUnmount=yes', 'ForceUnmount=yes', ''],
  ].join('\n');
}
