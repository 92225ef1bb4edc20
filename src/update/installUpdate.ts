import { failed, ok, type Result } from '../problem/result.ts';
import type { UpdateOffer, UpdateProgress, Updater } from './updater.ts';
import { isOlder } from './version.ts';

export interface InstallOptions {
  /** A file or an address. */
  readonly source: string;
  /** The version that runs. */
  readonly running: string;
  /** An administrator wants an older version back. */
  readonly allowOlder: boolean;
  /** Told once the signature was believed, before anything is touched. */
  readonly onVerified: (offer: UpdateOffer) => void;
  readonly onProgress: (progress: UpdateProgress) => void;
}

export interface InstallPorts {
  readonly updater: Updater;
  /** Resolves within the hours for updates. Errors: U-722 it is another hour, and nobody waits; U-729 called off. */
  readonly untilAllowed: () => Promise<Result<void>>;
  /** Resolves between two patients; at once where no kiosk runs. Errors: U-729 called off. */
  readonly untilFree: () => Promise<Result<void>>;
  /** Tells whoever writes the update that an older one was allowed; undone when it is over. */
  readonly permitOlder: () => Result<() => void>;
}

/**
 * Installs an update: signature and version first, then the hour, then between two patients, and only then is anything
 * written; always beside the system that runs, which stays as it is.
 *
 * Errors: U-720 not trusted; U-721 older; U-722 not at this hour; U-723 cannot be read; U-724 cannot be written; U-725
 * not updated in this way; U-729 called off while it waited.
 */
export async function installUpdate(options: InstallOptions, ports: InstallPorts): Promise<Result<UpdateOffer>> {
  const { source, running, allowOlder, onVerified, onProgress } = options;
  const inspected = await ports.updater.inspect(source);
  if (!inspected.ok) return inspected;
  const offer = inspected.value;
  const older = isOlder(offer.version, running);
  if (older === undefined) return failed('U-720', `${offer.version} is no version`);
  if (older && !allowOlder) return failed('U-721', `${offer.version} is older than ${running}`);
  onVerified(offer);
  const allowed = await ports.untilAllowed();
  if (!allowed.ok) return allowed;

  const permit = older ? ports.permitOlder() : ok(() => undefined);
  if (!permit.ok) return permit;
  try {
    const free = await ports.untilFree();
    if (!free.ok) return free;
    const installed = await ports.updater.install(source, onProgress);
    return installed.ok ? ok(offer) : installed;
  } finally {
    permit.value();
  }
}
